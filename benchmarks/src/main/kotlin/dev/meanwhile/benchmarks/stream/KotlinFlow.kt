package dev.meanwhile.benchmarks.stream

import dev.meanwhile.benchmarks.Contender
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.runBlocking

/** The buffer is between a source and its consumer, each a coroutine. */
@Contender("Kotlin Flow")
internal class KotlinFlow : MillionElements() {
    override fun sum(elements: Int): Long =
        runBlocking(Dispatchers.Default) {
            (1..elements)
                .asFlow()
                .buffer()
                .map { it + 1 }
                .filter { it % 2 == 0 }
                .fold(0L) { sum, i -> sum + i }
        }
}
