// What a sweep keeps of a run in memory.
#include "heed/run/memory_recorder.hpp"

#include "heed/core/error.hpp"
#include "heed/run/kept_state.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// A recorder with the declarations of a small run: two agents, measured and kept.
MemoryRecorder declared(bool states) {
  MemoryRecorder out(states);
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = 2, .labels = {}, .attributes = {}});
  out.variable({"mean", Type::float64, {"time"}, {}});
  out.variable({"community", Type::int8, {"agent"}, {}});
  out.variable({"opinion", Type::float32, {"snapshot", "agent"}, {}, true});
  out.variable({"reading", Type::float64, {"time"}, {}, true});
  out.variable({"daily", Type::float64, {"day"}, {}, true});
  out.variable({"clusters", Type::int32, {"time"}, {}});
  out.variable({"remark", Type::text, {"time"}, {}});
  out.variable({"scenario_text", Type::text, {}, {}});
  return out;
}

std::vector<std::string> kept(const MemoryRecorder& recorder) {
  std::vector<std::string> out;
  for (const Variable& v : recorder.variables()) out.push_back(v.name);
  return out;
}

void append_time(MemoryRecorder& recorder, double time, double mean, std::int32_t clusters) {
  const std::vector<std::string> remark{"none"};
  const std::vector<Entry> slices{{"mean", std::span<const double>(&mean, 1)},
                                  {"clusters", std::span<const std::int32_t>(&clusters, 1)},
                                  {"remark", std::span<const std::string>(remark)}};
  recorder.append("time", time, slices);
}

}  // namespace

TEST_CASE("numbers over time are kept, in the order declared; states where wanted") {
  CHECK(kept(declared(false)) == std::vector<std::string>{"mean", "clusters"});
  CHECK(kept(declared(true)) == std::vector<std::string>{"mean", "opinion", "reading", "clusters"});
}

TEST_CASE("slices of all types follow each other as float64, with their labels") {
  MemoryRecorder recorder = declared(true);
  append_time(recorder, 0, 0.25, 3);
  append_time(recorder, 10, 0.5, 2);
  const std::vector<float> first{1, 2}, second{3, 4};
  for (const auto* frame : {&first, &second}) {
    const Entry entry{"opinion", std::span<const float>(*frame)};
    recorder.append("snapshot", frame == &first ? 0 : 5, std::span(&entry, 1));
  }
  CHECK(recorder.values("mean") == std::vector<double>{0.25, 0.5});
  CHECK(recorder.values("clusters") == std::vector<double>{3, 2});
  CHECK(recorder.values("opinion") == std::vector<double>{1, 2, 3, 4});
  CHECK(recorder.labels("time") == std::vector<double>{0, 10});
  CHECK(recorder.labels("snapshot") == std::vector<double>{0, 5});
}

TEST_CASE("values are copied: what is handed over may change afterwards") {
  MemoryRecorder recorder = declared(true);
  std::vector<float> frame{1, 2};
  const Entry entry{"opinion", std::span<const float>(frame)};
  recorder.append("snapshot", 0, std::span(&entry, 1));
  frame = {8, 9};
  CHECK(recorder.values("opinion") == std::vector<double>{1, 2});
}

TEST_CASE("what is not kept may be appended and written all the same") {
  MemoryRecorder recorder = declared(false);
  const std::vector<float> frame{1, 2};
  const Entry entry{"opinion", std::span<const float>(frame)};
  recorder.append("snapshot", 0, std::span(&entry, 1));
  const std::vector<std::int8_t> community{0, 1};
  recorder.write("community", std::span<const std::int8_t>(community));
  CHECK(recorder.labels("snapshot") == std::vector<double>{0});
  CHECK(kept(recorder).size() == 2);
  CHECK(recorder.values("mean").empty());
}

TEST_CASE("an axis is found as declared; one never appended to has no labels") {
  const MemoryRecorder recorder = declared(false);
  CHECK(recorder.axis_of("agent").length == 2);
  CHECK(recorder.axis_of("time").grows);
  CHECK(recorder.labels("time").empty());
  CHECK_THROWS_AS(recorder.axis_of("topic"), Error);
}

TEST_CASE("what was recorded so far is given back, and refused where values and places do not go together") {
  const auto recorded = [](bool whole) {
    MemoryRecorder out(true);
    out.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
    out.axis({.name = "agent", .length = 2, .labels = {}, .attributes = {}});
    out.variable({"opinion", Type::float32, {"snapshot", "agent"}, {}, true});
    const std::vector<float> frame(whole ? 2 : 1, 0.5F);
    const Entry entry{"opinion", view(frame)};
    for (const double step : {0, 5}) out.append("snapshot", step, std::span(&entry, 1));
    return out;
  };
  const auto state_of = [](MemoryRecorder recorder) {
    return keep_state([&](Carried& c) { recorder.carried(c); });
  };
  MemoryRecorder is = recorded(false);
  const Carry carry = [&](Carried& c) { is.carried(c); };
  give_back_state(state_of(recorded(true)), carry);
  CHECK(is.values("opinion") == std::vector<double>(4, 0.5));
  CHECK(is.labels("snapshot") == std::vector<double>{0, 5});
  CHECK_THROWS_WITH(give_back_state(state_of(recorded(false)), carry),
                    "a checkpoint does not fit this run: 'opinion' has 2 values at 2 places of 'snapshot', "
                    "but should have 2 at each; start over with --force and without --resume");
}
