// A static method of a missing class begins the request.
import java.util.ArrayList;
import java.util.List;
import org.apache.http.client.fluent.Request;

class FluentRequests {
  List<String> texts(List<String> urls) throws Exception {
    var texts = new ArrayList<String>();
    for (String url : urls) { // finds: wait-in-loop
      texts.add(Request.Get(url).execute().returnContent().asString());
    }
    return texts;
  }

  void tell(List<String> urls) throws Exception {
    for (String url : urls) { // silent: each changes something
      Request.Post(url).execute();
    }
  }
}
