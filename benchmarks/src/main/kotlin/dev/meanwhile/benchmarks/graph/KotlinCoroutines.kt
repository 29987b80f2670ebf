package dev.meanwhile.benchmarks.graph

import dev.meanwhile.benchmarks.Contender
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

@Contender("Kotlin coroutines")
internal class KotlinCoroutines : DependentCalls() {
    override fun run(graph: Graph): Int =
        runBlocking(Dispatchers.Default) {
            val nodes = ArrayList<Deferred<Int>>(graph.size())
            for (needs in graph.needs()) {
                val its = needs.map { nodes[it] }
                nodes.add(async { Graph.value(its.awaitAll()) })
            }
            nodes.last().await()
        }
}
