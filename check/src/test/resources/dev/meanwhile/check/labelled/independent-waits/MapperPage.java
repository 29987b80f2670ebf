// A list and its count, or several lists, from mappers of SQL.
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import com.github.pagehelper.PageHelper;
import java.util.*;
import org.apache.ibatis.annotations.Mapper;

class MapperPage {
  static class Tag {
    long id;
  }

  static class Post {
    long id;
    List<Tag> tags;

    void setTags(List<Tag> tags) {}
  }

  static class Listing {
    Listing(long total, List<Post> rows) {}
  }

  @Mapper
  interface PostMapper {
    List<Post> selectByAuthor(long author, int offset, int size);

    long countByAuthor(long author);

    Post selectById(long id);

    int updateViews(long id);
  }

  interface TagMapper extends BaseMapper<Tag> {}

  private PostMapper posts;
  private TagMapper tags;

  Listing listing(long author, int page) {
    long total = posts.countByAuthor(author); // finds: independent-waits
    List<Post> rows = posts.selectByAuthor(author, page * 20, 20);
    return new Listing(total, rows);
  }

  Map<String, Object> dashboard(long author) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("posts", posts.countByAuthor(author)); // finds: independent-waits
    view.put("tags", tags.selectCount(null));
    return view;
  }

  Listing nothingIfThereAreNone(long author) {
    long total = posts.countByAuthor(author); // silent: control
    if (total == 0) {
      return new Listing(0, List.of());
    }
    return new Listing(total, posts.selectByAuthor(author, 0, 20));
  }

  Listing withAPage(long author, int page) {
    PageHelper.startPage(page, 20); // silent: thread
    List<Post> rows = posts.selectByAuthor(author, 0, 20);
    long total = posts.countByAuthor(author);
    return new Listing(total, rows);
  }

  private List<Post> newest(long author) {
    PageHelper.startPage(1, 5);
    return posts.selectByAuthor(author, 0, 5);
  }

  private List<Tag> top(long author) {
    PageHelper.startPage(1, 3);
    return tags.selectList(author);
  }

  Map<String, Object> eachWithItsOwnPage(long author) {
    Map<String, Object> view = new HashMap<>();
    view.put("posts", newest(author)); // finds: independent-waits
    view.put("tags", top(author));
    return view;
  }

  Post readAndCountTheView(long id) {
    Post post = posts.selectById(id); // silent: effect
    posts.updateViews(id);
    post.setTags(tags.selectList(id));
    return post;
  }
}
