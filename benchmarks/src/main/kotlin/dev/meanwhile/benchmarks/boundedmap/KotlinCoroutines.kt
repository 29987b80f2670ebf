package dev.meanwhile.benchmarks.boundedmap

import dev.meanwhile.benchmarks.Contender
import java.util.function.Function
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import java.util.concurrent.Executors

/** On virtual threads, because the calls may block and the bound may be above that of `Dispatchers.IO`. */
@Contender("Kotlin coroutines")
internal class KotlinCoroutines : ManyCalls() {
    private val threads = Executors.newVirtualThreadPerTaskExecutor().asCoroutineDispatcher()

    override fun map(items: List<Int>, limit: Int, call: Function<Int, Int>): List<Int> {
        val permits = Semaphore(limit)
        return runBlocking(threads) {
            items.map { async { permits.withPermit { call.apply(it) } } }.awaitAll()
        }
    }

    override fun close() = threads.close()
}
