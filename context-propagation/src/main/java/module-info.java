/** Carries what is registered with Micrometer Context Propagation into tasks. */
module dev.meanwhile.contextpropagation {
  requires transitive dev.meanwhile;
  requires transitive context.propagation;
  requires static org.jspecify;

  exports dev.meanwhile.contextpropagation;
}
