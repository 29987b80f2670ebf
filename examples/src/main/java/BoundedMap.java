import static dev.meanwhile.Meanwhile.*;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Limit;
import java.util.List;
import java.util.stream.IntStream;

// @start region="map"
static final Limit SHIPPING = atMost(8); // shared by everyone who calls the shipping service

void main() throws InterruptedException {
  List<Integer> ids = IntStream.rangeClosed(1, 100).boxed().toList();
  List<String> parcels = map(ids, SHIPPING, id -> track(id));
  IO.println(parcels.size() + " parcels, the last is " + parcels.getLast());
}

// @end

String track(int id) throws InterruptedException {
  sleep(ofMillis(5));
  return "parcel " + id;
}
