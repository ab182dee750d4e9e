#pragma once
#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace heed::bench {

/// What is timed beside each other: the first is heed's way, the others what it is compared with.
struct Contender {
  std::string name;
  std::function<void()> run;
  double units;       ///< ties, pairs or numbers in one call
  bool once = false;  ///< so slow that it runs once
};

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

inline double seconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Runs all contenders in turn, again and again, so that whatever else the machine does falls on all alike.
/// Reports the median nanoseconds per unit of each ("naive_ns"); heed's over what cannot be beaten
/// ("heed/limit"), and every other's over heed's ("naive/heed").
inline void race(benchmark::State& state, const std::vector<Contender>& contenders) {
  std::vector<std::vector<double>> nanoseconds(contenders.size());
  for (const auto& contender : contenders)
    if (!contender.once) contender.run();
  for (auto _ : state)
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      if (contenders[c].once && !nanoseconds[c].empty()) continue;
      const double took = seconds(contenders[c].run);
      nanoseconds[c].push_back(took * 1e9 / contenders[c].units);
      if (c == 0) state.SetIterationTime(took);
    }
  const double own = median(nanoseconds.front());
  state.counters["heed_ns"] = own;
  for (std::size_t c = 1; c < contenders.size(); ++c) {
    const std::string& name = contenders[c].name;
    const double other = median(nanoseconds[c]);
    state.counters[name + "_ns"] = other;
    if (name == "limit")
      state.counters["heed/limit"] = own / other;
    else
      state.counters[name + "/heed"] = other / own;
  }
}

/// Registers a race under a name, with so many rounds.
inline void add(const std::string& name, int rounds, const std::function<void(benchmark::State&)>& run) {
  benchmark::RegisterBenchmark(name.c_str(), run)
      ->UseManualTime()
      ->Iterations(rounds)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace heed::bench
