// Limits that the class of a client sets where it makes its stub, behind an interface.
import com.example.grpc.ExportGrpc;
import io.grpc.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;

class DeadlinesElsewhere {
  interface SnapshotDownloader {
    CompletableFuture<String> download(String name);
  }

  static class GrpcDownloader implements SnapshotDownloader {
    private final ExportGrpc.ExportStub stub;

    GrpcDownloader(Channel channel) {
      stub = ExportGrpc.newStub(channel).withDeadlineAfter(5, TimeUnit.SECONDS);
    }

    @Override
    public CompletableFuture<String> download(String name) {
      var answer = new CompletableFuture<String>();
      stub.export(name, answer::complete);
      return answer;
    }
  }

  String limited(Channel channel) throws Exception {
    SnapshotDownloader downloader = new GrpcDownloader(channel);
    return downloader.download("snapshot").get(); // silent: the stub has a deadline
  }

  interface Uploader {
    void startUpload(String name, CompletableFuture<Void> done);
  }

  void uploaded(Uploader uploader) throws Exception {
    var done = new CompletableFuture<Void>();
    uploader.startUpload("snapshot", done);
    done.get(); // finds: wait-without-timeout
  }

  Object replicated(RaftClient raft, Object change) throws Exception {
    return raft.async().send(change).get(); // finds: wait-without-timeout
  }
}
