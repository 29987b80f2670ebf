package com.baomidou.mybatisplus.core.mapper;

import java.util.Collection;
import java.util.List;

/** As much of it as the tests need. */
public interface BaseMapper<T> {
  T selectById(Object id);

  List<T> selectBatchIds(Collection<?> ids);

  List<T> selectList(Object wrapper);

  Long selectCount(Object wrapper);

  int insert(T entity);

  int updateById(T entity);
}
