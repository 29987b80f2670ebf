package dev.meanwhile.benchmarks.mutex

import dev.meanwhile.benchmarks.Contender
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

@Contender("Kotlin Mutex", only = ["kind=mutex"])
internal class KotlinMutex : OneAtATime() {
    private val mutex = Mutex()

    override fun race(many: Int, each: Int) =
        runBlocking(Dispatchers.Default) {
            repeat(many) { launch { repeat(each) { mutex.withLock { countOn() } } } }
        }
}
