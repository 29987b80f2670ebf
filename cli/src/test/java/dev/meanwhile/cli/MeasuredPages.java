package dev.meanwhile.cli;

import static dev.meanwhile.Meanwhile.scope;

/** Code with findings that is run: plainly, and with each read as a task of Meanwhile. */
record MeasuredPages(Reads reads) {
  /** A client of some service. */
  interface Reads {
    String find(int id);
  }

  String page() {
    String user = reads.find(1);
    String cart = reads.find(2);
    return user + cart;
  }

  String tracedPage() throws InterruptedException {
    return scope(scope -> {
      String user = scope.start(() -> reads.find(1)).get();
      String cart = scope.start(() -> reads.find(2)).get();
      return user + cart;
    });
  }
}
