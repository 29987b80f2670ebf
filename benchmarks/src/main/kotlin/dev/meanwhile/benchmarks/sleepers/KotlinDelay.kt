package dev.meanwhile.benchmarks.sleepers

import dev.meanwhile.benchmarks.Contender
import kotlin.time.toKotlinDuration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

@Contender("Kotlin coroutines, delay")
internal class KotlinDelay : Sleepers() {
    override fun run(tasks: Int, dormitory: Dormitory) =
        runBlocking {
            repeat(tasks) {
                launch(Dispatchers.Default) {
                    dormitory.enter()
                    delay(LONG.toKotlinDuration())
                }
            }
            dormitory.awaitAll()
            coroutineContext.cancelChildren()
        }
}
