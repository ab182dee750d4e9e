#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

namespace heed::bench {

/// What is timed beside each other: the first is heed's way, the others what it is compared with.
struct Contender {
  std::string name;
  std::function<void()> run;
  double units;  ///< ties or pairs in one call
};

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

/// Runs all contenders in turn, again and again, so that whatever else the machine does falls on all alike.
/// Reports the median nanoseconds per unit of each, and of each rival its time over heed's ("naive/heed").
inline void race(benchmark::State& state, const std::vector<Contender>& contenders) {
  std::vector<std::vector<double>> nanoseconds(contenders.size());
  for (const auto& contender : contenders) contender.run();
  for (auto _ : state)
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      const auto start = std::chrono::steady_clock::now();
      contenders[c].run();
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
      nanoseconds[c].push_back(took.count() * 1e9 / contenders[c].units);
      if (c == 0) state.SetIterationTime(took.count());
    }
  const double own = median(nanoseconds.front());
  for (std::size_t c = 0; c < contenders.size(); ++c) {
    const double other = median(nanoseconds[c]);
    state.counters[contenders[c].name + "_ns"] = other;
    if (c > 0 && contenders[c].name == "limit") state.counters["heed/limit"] = own / other;
    if (c > 0 && contenders[c].name != "limit") state.counters[contenders[c].name + "/heed"] = other / own;
  }
}

}  // namespace heed::bench
