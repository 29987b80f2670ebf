// Streams and connections of URLs that are of a server by their text, or by the name of it.
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import org.apache.hadoop.security.authentication.client.AuthenticatedURL;

class NamedUrls {
  private String serviceUrl;

  InputStream made() throws Exception {
    return URI.create("https://rates.example.com/now")
        .toURL()
        .openStream(); // finds: wait-without-timeout
  }

  InputStream formatted(String of) throws Exception {
    return new URL(String.format("https://rates.example.com/%s", of))
        .openStream(); // finds: wait-without-timeout
  }

  InputStream given(String ratesUrl) throws Exception {
    return new URL(ratesUrl).openStream(); // finds: wait-without-timeout
  }

  InputStream kept(String of) throws Exception {
    return new URI(serviceUrl + "/" + of).toURL().openStream(); // finds: wait-without-timeout
  }

  InputStream authenticated(URL url) throws Exception {
    HttpURLConnection connection =
        new AuthenticatedURL().openConnection(url, new AuthenticatedURL.Token());
    return connection.getInputStream(); // finds: wait-without-timeout
  }

  InputStream configured(URL url, AuthenticatedURL opening) throws Exception {
    HttpURLConnection connection = opening.openConnection(url, new AuthenticatedURL.Token());
    return connection.getInputStream(); // silent: what opens it may set a limit
  }

  InputStream ofAFile(String fileUrl) throws Exception {
    return new URL(fileUrl).openStream(); // silent: a file
  }

  InputStream ofAResource(URL url) throws Exception {
    return url.openStream(); // silent: may be a resource of the class path
  }

  InputStream anywhere(String location) throws Exception {
    return new URL(location).openStream(); // silent: nothing says where it is
  }
}
