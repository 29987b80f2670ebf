/** Finds in Java source the waits that stack without need, and other mistakes with waits. */
module dev.meanwhile.check {
  requires java.compiler;
  requires jdk.compiler;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports dev.meanwhile.check;
  exports dev.meanwhile.check.fix;
  exports dev.meanwhile.check.profile;
  exports dev.meanwhile.check.report;
  exports dev.meanwhile.check.source;

  provides com.sun.source.util.Plugin with
      dev.meanwhile.check.plugin.MeanwhilePlugin;
}
