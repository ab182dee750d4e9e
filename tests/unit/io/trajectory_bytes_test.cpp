// The bytes of a trajectory follow from the calls alone.
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "catch.hpp"
#include "folder.hpp"

using namespace heed;
using namespace test_files;
using namespace std::chrono_literals;

namespace {

/// When flushes come: at the very end only, after every job, on request after some appends, late after
/// sleeps.
enum class When { never, always, asked, slowly };

TrajectoryOptions options_for(When when) {
  return {.queue_bytes = when == When::always ? std::size_t{1} : std::size_t{1} << 28,
          .flush_every = when == When::always   ? 0ms
                         : when == When::slowly ? 2ms
                                                : 1h};
}

void pause(TrajectoryWriter& out, When when, int t) {
  if (when == When::asked && t % 7 == 3) out.flush();
  if (when == When::slowly && t % 400 == 0) std::this_thread::sleep_for(5ms);
}

/// Axes and variables of many kinds: chunks of 1024 slices, of a few, of one, and parts of one.
void declare(TrajectoryWriter& out) {
  out.attribute({"title", "bytes"});
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {{"axis", "T"}, {"units", "1"}}});
  out.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = 60000, .labels = {}, .attributes = {}});
  out.axis({.name = "pair", .length = 1200000, .labels = {}, .attributes = {}});
  out.axis({.name = "topic", .length = 0, .labels = std::vector<std::string>{"a", "é"}, .attributes = {}});
  for (int v = 0; v < 12; ++v)  // more than eight: attributes and links are stored in another way then
    out.variable({"observable_" + std::to_string(v), Type::float64, {"time"}, {{"units", "1"}}});
  out.variable({"event", Type::text, {"time"}, {}});
  out.variable({"opinion", Type::float32, {"snapshot", "agent", "topic"}, {{"units", "1"}}});
  out.variable({"distance", Type::float32, {"snapshot", "pair"}, {}});
  out.variable({"label", Type::text, {"topic"}, {}});
}

/// An axis and arrays on it and on another, when the part may have had its place for long.
void declare_late(TrajectoryWriter& out, int t) {
  const std::string number = std::to_string(t);
  out.axis({.name = "class_" + number, .labels = std::vector<double>{1, 2, 3}, .attributes = {}});
  out.variable({"share_" + number, Type::float64, {"class_" + number}, {{"units", "1"}}});
  out.write("share_" + number, std::span<const double>(std::vector<double>{0.5, 0.25, 0.25}));
  out.variable({"word_" + number, Type::text, {"topic"}, {}});
  out.write("word_" + number, std::span<const std::string>(std::vector<std::string>{"x", number}));
}

void run(const std::filesystem::path& path, When when) {
  TrajectoryWriter out(path, options_for(when));
  declare(out);
  pause(out, when, 3);
  out.write("label", std::span<const std::string>(std::vector<std::string>{"one", "two"}));
  std::vector<float> opinion(120000), distance(1200000);
  std::vector<std::string> names;
  for (int v = 0; v < 12; ++v) names.push_back("observable_" + std::to_string(v));
  for (int t = 0; t < 1300; ++t) {
    const double x = 0.25 * t;
    const std::vector<std::string> event = {"step " + std::to_string(t)};
    std::vector<Entry> entries = {{"event", std::span<const std::string>(event)}};
    for (const std::string& name : names) entries.push_back({name, std::span<const double>(&x, 1)});
    out.append("time", t, entries);
    if (t % 130 == 0) {
      std::fill(opinion.begin(), opinion.end(), static_cast<float>(t));
      std::fill(distance.begin(), distance.end(), static_cast<float>(-t));
      const Entry slices[] = {{"distance", std::span<const float>(distance)},
                              {"opinion", std::span<const float>(opinion)}};
      out.append("snapshot", t, slices);
    }
    if (t == 700) out.attribute({"late", "a fact learnt under way"});
    if (t > 700 && t <= 703) declare_late(out, t);
    pause(out, when, t);
  }
  out.finish();
}

void write_sweep(const std::filesystem::path& path, const std::vector<std::size_t>& order) {
  TrajectoryWriter out(path, {.flush_every = 0ms});
  out.axis({.name = "temperature", .length = 3, .labels = std::vector<double>{0.1, 1, 10}, .attributes = {}});
  out.axis({.name = "seed", .length = 4, .labels = std::vector<std::int32_t>{1, 2, 3, 4}, .attributes = {}});
  out.axis({.name = "time", .length = 5, .labels = {}, .attributes = {}});
  out.variable({"polarization", Type::float64, {"temperature", "seed", "time"}, {}});
  out.variable({"status", Type::int8, {"temperature", "seed"}, {}});
  for (const std::size_t r : order) {
    std::vector<double> row(5);
    for (std::size_t t = 0; t < 5; ++t) row[t] = static_cast<double>(r) + 0.1 * static_cast<double>(t);
    const std::size_t start[] = {r / 4, r % 4, 0}, count[] = {1, 1, 5};
    out.write_slab("polarization", start, count, std::span<const double>(row));
    const std::int8_t done = 1;
    out.write_slab("status", std::span(start).first(2), std::span(count).first(2), std::span(&done, 1));
  }
  out.finish();
}

}  // namespace

TEST_CASE("equal runs are equal files, byte for byte, whenever they are flushed") {
  const Folder folder;
  run(folder / "never.h5", When::never);
  const std::string expected = bytes_of(folder / "never.h5");
  for (const When when : {When::never, When::always, When::asked, When::slowly}) {
    INFO("when " << static_cast<int>(when));
    run(folder / "other.h5", when);
    const std::string other = bytes_of(folder / "other.h5");
    CHECK(other.size() == expected.size());
    CHECK((other == expected));  // not shown: it is long
    std::filesystem::remove(folder / "other.h5");
  }
}

TEST_CASE("slabs in any order give equal files, byte for byte") {
  const Folder folder;
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11};  // one run is missing
  write_sweep(folder / "a.h5", order);
  std::reverse(order.begin(), order.end());
  write_sweep(folder / "b.h5", order);
  std::rotate(order.begin(), order.begin() + 4, order.end());
  write_sweep(folder / "c.h5", order);
  CHECK((bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5")));
  CHECK((bytes_of(folder / "a.h5") == bytes_of(folder / "c.h5")));
  const TrajectoryReader in(folder / "c.h5");
  const std::vector<double> all = in.numbers("polarization"), status = in.numbers("status");
  for (std::size_t r = 0; r < 12; ++r) {
    CHECK(status[r] == (r == 10 ? -1 : 1));
    for (std::size_t t = 0; t < 5; ++t) {
      const double x = all[5 * r + t];
      CHECK((r == 10 ? x != x : x == static_cast<double>(r) + 0.1 * static_cast<double>(t)));
    }
  }
}
