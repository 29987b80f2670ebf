package dev.meanwhile.benchmarks.all

import dev.meanwhile.benchmarks.Contender
import java.util.concurrent.Callable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** On the dispatcher for calls that block. */
@Contender("Kotlin coroutines")
internal class KotlinCoroutines : ThreeCalls() {
    override fun sum(a: Callable<Int>, b: Callable<Int>, c: Callable<Int>): Int =
        runBlocking(Dispatchers.IO) {
            awaitAll(async { a.call() }, async { b.call() }, async { c.call() }).sum()
        }
}
