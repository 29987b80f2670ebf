// Streams of URLs of which a test around says whether they are of a server.
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.Properties;

class TestedUrls {
  private boolean isRemote;
  private String archive;
  private String bundleUrl;

  InputStream ofARemoteArchive() throws Exception {
    if (!isRemote) {
      return new URL(archive).openStream(); // silent: it is here
    } else {
      return new URL(archive).openStream(); // finds: wait-without-timeout
    }
  }

  InputStream ofHttp(String location) throws Exception {
    if (location.startsWith("http://") || location.startsWith("https://")) {
      return new URL(location).openStream(); // finds: wait-without-timeout
    }
    return null;
  }

  InputStream refused(String location) throws Exception {
    if (!location.startsWith("https:")) {
      throw new IllegalArgumentException(location);
    }
    URLConnection connection = new URL(location).openConnection();
    return connection.getInputStream(); // finds: wait-without-timeout
  }

  InputStream ofTheRest() throws Exception {
    URI uri = URI.create(bundleUrl);
    if ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())) {
      return null;
    }
    return uri.toURL().openStream(); // silent: what is left are files
  }

  InputStream ofAFile() throws Exception {
    if (bundleUrl.startsWith("file:")) {
      return new URL(bundleUrl).openStream(); // silent: a file
    }
    return null;
  }

  InputStream ofAnother(String location, String proxy) throws Exception {
    if (proxy.startsWith("http")) {
      return new URL(location).openStream(); // silent: another text was tested
    }
    return null;
  }

  InputStream ofAProperty(Properties properties, String licence) throws Exception {
    String rootUrl = properties.getProperty("licences.root");
    String detailsUrl = rootUrl + "/details?of=" + licence;
    URL details;
    details = new URL(detailsUrl);
    URLConnection connection = details.openConnection();
    return connection.getInputStream(); // finds: wait-without-timeout
  }

  InputStream ofAResource() throws Exception {
    String url = getClass().getResource("/words").toString();
    return new URL(url).openStream(); // silent: a resource of the class path
  }
}
