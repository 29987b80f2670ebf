// Nodes of ZooKeeper, files of HDFS, and what the clouds list, one after the other.
import com.amazonaws.services.ec2.AmazonEC2;
import com.amazonaws.services.ec2.model.DescribeAddressesRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.ZooKeeper;

class NodesOfACluster {
  private ZooKeeper zooKeeper;
  private CuratorFramework curator;
  private FileSystem files;
  private AmazonEC2 ec2;

  List<byte[]> nodes(List<String> paths) throws Exception {
    var found = new ArrayList<byte[]>();
    for (String path : paths) { // finds: wait-in-loop
      found.add(zooKeeper.getData(path, false, null));
    }
    return found;
  }

  void nodesByCallback(List<String> paths, DataCallback callback) {
    for (String path : paths) {
      zooKeeper.getData(path, false, callback, null);
    }
  }

  List<byte[]> nodesOfCurator(List<String> paths) throws Exception {
    var found = new ArrayList<byte[]>();
    for (String path : paths) { // finds: wait-in-loop
      found.add(curator.getData().forPath(path));
    }
    return found;
  }

  void nodesInBackground(List<String> paths, Object callback) throws Exception {
    for (String path : paths) {
      curator.getData().inBackground(callback).forPath(path);
    }
  }

  private CuratorFramework getCurator() {
    return curator;
  }

  void deleted(List<String> paths) throws Exception {
    for (String path : paths) {
      getCurator().delete().forPath(path);
    }
  }

  List<FileStatus> files(List<Path> paths) throws Exception {
    var found = new ArrayList<FileStatus>();
    for (Path path : paths) { // finds: wait-in-loop
      found.add(files.getFileStatus(path));
    }
    return found;
  }

  void removed(List<Path> paths) throws Exception {
    for (Path path : paths) {
      files.delete(path, true);
    }
  }

  List<Object> addresses(List<String> ips) {
    var found = new ArrayList<Object>();
    for (String ip : ips) { // finds: wait-in-loop
      found.add(ec2.describeAddresses(new DescribeAddressesRequest().withPublicIps(ip)));
    }
    return found;
  }
}
