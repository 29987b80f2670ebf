package dev.meanwhile.benchmarks.mutex

import dev.meanwhile.benchmarks.Contender
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit

@Contender("Kotlin Semaphore", only = ["kind=limit"])
internal class KotlinSemaphore : OneAtATime() {
    private val permit = Semaphore(1)

    override fun race(many: Int, each: Int) =
        runBlocking(Dispatchers.Default) {
            repeat(many) { launch { repeat(each) { permit.withPermit { countOn() } } } }
        }
}
