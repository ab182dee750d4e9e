#include "heed/io/background.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "catch.hpp"

using heed::Background;
using namespace std::chrono_literals;

TEST_CASE("jobs are done in the order they were given") {
  std::vector<int> done;
  Background background(1000, 1h, [] {});
  for (int i = 0; i < 500; ++i) background.push(10, [&done, i] { done.push_back(i); });
  background.finish_all();
  REQUIRE(done.size() == 500);
  for (int i = 0; i < 500; ++i) CHECK(done[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("no more bytes wait than there is room for, and a larger job goes in alone") {
  std::atomic<std::size_t> now{0}, most{0};
  Background background(100, 1h, [] {});
  for (const std::size_t bytes : {60U, 60U, 30U, 500U, 10U, 100U, 1U}) {
    background.push(bytes, [&now, bytes] {
      std::this_thread::sleep_for(1ms);
      now -= bytes;
    });
    now += bytes;
    if (bytes != 500) most = std::max(most.load(), now.load());
  }
  background.finish_all();
  // A job takes its bytes off here before the queue does, so this count is never above that of the queue.
  CHECK(most <= 100);
  CHECK(now == 0);
}

TEST_CASE("what a job throws is thrown again by each later call, and later jobs are dropped") {
  int done = 0;
  Background background(1000, 1h, [] {});
  background.push(1, [] { throw std::runtime_error("the disk is full"); });
  CHECK_THROWS_AS(background.finish_all(), std::runtime_error);
  CHECK_THROWS_AS(background.push(1, [&done] { ++done; }), std::runtime_error);
  CHECK_THROWS_AS(background.finish_all(), std::runtime_error);
  CHECK(done == 0);
}

TEST_CASE("a full queue does not wait for ever once a job has failed") {
  Background background(10, 1h, [] {});
  background.push(10, [] {
    std::this_thread::sleep_for(5ms);
    throw std::runtime_error("failed");
  });
  CHECK_THROWS_AS(background.push(10, [] {}), std::runtime_error);
}

TEST_CASE("work is settled after a while, once, and not when there was none") {
  std::atomic<int> settled{0};
  Background background(10, 2ms, [&settled] { ++settled; });
  std::this_thread::sleep_for(20ms);
  CHECK(settled == 0);
  background.push(1, [] {});
  while (settled == 0) std::this_thread::sleep_for(1ms);
  std::this_thread::sleep_for(20ms);
  CHECK(settled == 1);
}

TEST_CASE("what settling throws is thrown by later calls too") {
  Background background(10, 0ms, [] { throw std::runtime_error("cannot settle"); });
  background.push(1, [] {});
  CHECK_THROWS_AS(
      [&] {
        for (int i = 0; i < 100000; ++i) background.push(1, [] {});
        background.finish_all();
      }(),
      std::runtime_error);
}
