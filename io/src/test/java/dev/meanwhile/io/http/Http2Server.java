package dev.meanwhile.io.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty on loopback, with HTTP/2 in the clear. It never ends its answers to {@code /silent} and
 * {@code /half}, and sees how they are given up.
 */
final class Http2Server extends Handler.Abstract implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector;

  /** For each request, as it arrives, its protocol and who is at the other end. */
  final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  /** The paths of the streams that the client has reset. */
  final BlockingQueue<String> reset = new LinkedBlockingQueue<>();

  Http2Server() throws Exception {
    var settings = new HttpConfiguration();
    connector =
        new ServerConnector(
            server,
            new HttpConnectionFactory(settings),
            new HTTP2CServerConnectionFactory(settings));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(0); // nothing but the client gives up
    server.addConnector(connector);
    server.setHandler(this);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    var connection = request.getConnectionMetaData();
    var here = connection.getProtocol() + " from " + connection.getRemoteSocketAddress();
    request.addFailureListener(_ -> reset.add(path));
    switch (path) {
      case "/silent" -> arrived.add(here);
      case "/half" ->
          response.write(
              false,
              ByteBuffer.wrap(new byte[] {'a'}),
              Callback.from(
                  () -> arrived.add(here),
                  _ -> { // reset before the write was over, of which it is told instead
                    arrived.add(here);
                    reset.add(path);
                  }));
      default -> {
        arrived.add(here);
        callback.succeeded();
      }
    }
    return true;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
