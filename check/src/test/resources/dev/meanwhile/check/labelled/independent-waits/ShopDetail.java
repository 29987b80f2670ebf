// The page of an article in a shop: after the article itself, each part is a query of its own.
import java.util.*;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;

class ShopDetail {
  static class Article {
    Long id;
    Long brand;
    Integer kind;

    Long getId() {
      return id;
    }

    Long getBrand() {
      return brand;
    }

    Integer getKind() {
      return kind;
    }
  }

  static class Brand {
    String name;

    String getName() {
      return name;
    }
  }

  static class Stock {
    Integer left;

    Integer getLeft() {
      return left;
    }
  }

  static class Example {
    private final Map<String, Object> wanted = new HashMap<>();

    Example where(String column, Object value) {
      wanted.put(column, value);
      return this;
    }

    Example or() {
      return this;
    }

    void setOrder(String order) {}
  }

  static class Detail {
    Article article;
    Brand brand;
    List<Stock> stock;
    List<Stock> steps;
    Object coupons;

    void setArticle(Article article) {
      this.article = article;
    }

    void setBrand(Brand brand) {
      this.brand = brand;
    }

    void setStock(List<Stock> stock) {
      this.stock = stock;
    }

    void setSteps(List<Stock> steps) {
      this.steps = steps;
    }

    void setCoupons(Object coupons) {
      this.coupons = coupons;
    }
  }

  interface ArticleMapper {
    Article selectByPrimaryKey(Long id);

    List<Article> selectByExample(Example example);

    long countByExample(Example example);

    int updateByPrimaryKey(Article article);
  }

  interface BrandMapper {
    Brand selectByPrimaryKey(Long id);

    List<Brand> selectByExample(Example example);

    long countByExample(Example example);
  }

  interface StockMapper {
    List<Stock> selectByExample(Example example);
  }

  interface CouponDao {
    List<Object> getAvailable(Long article, Integer kind);

    List<Brand> getRecommended(int offset, int limit);

    List<Article> getNewest(int offset, int limit);
  }

  @Autowired private ArticleMapper articleMapper;
  @Autowired private BrandMapper brandMapper;
  @Autowired private StockMapper stockMapper;
  @Autowired private CouponDao couponDao;

  Detail detail(Long id) {
    Detail result = new Detail();
    Article article = articleMapper.selectByPrimaryKey(id);
    result.setArticle(article);
    Brand brand = brandMapper.selectByPrimaryKey(article.getBrand()); // finds: independent-waits
    result.setBrand(brand);
    Example skus = new Example();
    skus.or().where("article", article.getId());
    List<Stock> stock = stockMapper.selectByExample(skus);
    result.setStock(stock);
    if (article.getKind() == 3) {
      Example steps = new Example();
      steps.or().where("article", article.getId());
      List<Stock> list = stockMapper.selectByExample(steps);
      result.setSteps(list);
    }
    result.setCoupons(couponDao.getAvailable(article.getId(), article.getKind()));
    return result;
  }

  private List<Brand> homeBrands() {
    Example example = new Example();
    example.or().where("state", 1).where("type", 2);
    example.setOrder("sort desc");
    return brandMapper.selectByExample(example);
  }

  private Article flash(Date now) {
    Calendar day = Calendar.getInstance();
    day.setTime(now);
    day.set(Calendar.HOUR_OF_DAY, 0);
    Example example = new Example();
    example.or().where("from", day.getTime());
    List<Article> articles = articleMapper.selectByExample(example);
    return articles.isEmpty() ? null : articles.get(0);
  }

  Map<String, Object> home() {
    Map<String, Object> result = new HashMap<>();
    result.put("brands", homeBrands()); // finds: independent-waits
    result.put("recommended", couponDao.getRecommended(0, 4));
    result.put("flash", flash(new Date()));
    result.put("newest", couponDao.getNewest(0, 4));
    return result;
  }

  int[] totals() {
    Example alive = new Example();
    alive.or().where("deleted", false);
    int articles = (int) articleMapper.countByExample(alive); // finds: independent-waits
    int brands = (int) brandMapper.countByExample(alive);
    return new int[] {articles, brands};
  }

  Object someFlash(Date now) {
    Article article = flash(now); // silent: control
    if (article != null) {
      Brand brand = brandMapper.selectByPrimaryKey(article.getBrand());
      return brand.getName();
    }
    return null;
  }

  Object listAndIds(Long kind) {
    Example example = new Example();
    example.or().where("kind", kind);
    List<Article> articles = articleMapper.selectByExample(example); // silent: data
    List<Long> ids = articles.stream().map(Article::getId).collect(Collectors.toList());
    Example stock = new Example();
    stock.or().where("article in", ids);
    return stockMapper.selectByExample(stock);
  }

  Article seen(Long id, Long brand) {
    Article article = articleMapper.selectByPrimaryKey(id); // silent: effect
    article.kind = article.kind + 1;
    articleMapper.updateByPrimaryKey(article);
    Brand maker = brandMapper.selectByPrimaryKey(brand);
    return maker == null ? null : article;
  }
}
