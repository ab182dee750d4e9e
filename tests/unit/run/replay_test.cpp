// A file written half, and then again with the first half read from it, has the bytes of one written at once.
#include "heed/run/replay.hpp"

#include "heed/core/error.hpp"
#include "heed/io/hdf5.hpp"

#include <array>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using namespace test_files;

namespace {

void declare(TrajectoryWriter& out) {
  out.attribute({"title", "replay"});
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = 70000, .labels = {}, .attributes = {}});
  out.variable({"mean", Type::float64, {"time"}, {}});
  out.variable({"event", Type::text, {"time"}, {}});
  out.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"opinion", Type::float32, {"snapshot", "agent"}, {}});
  out.variable({"state", Type::int8, {"snapshot", "agent"}, {}});
  out.axis({.name = "graph/edge", .length = 3, .labels = {}, .attributes = {}});
  out.axis({.name = "graph/snapshot_g", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"graph/source_at", Type::int32, {"graph/snapshot_g", "graph/edge"}, {}});
  out.axis({.name = "day",
            .grows = true,
            .labels = {},
            .attributes = {{std::string(places_per_step), std::vector<std::int64_t>{3}}}});
  out.variable({"daily", Type::float64, {"day"}, {}});
}

/// Steps [from, to): every one measured, every 100th kept, every 300th with its graph; after the start three
/// days each.
void append(TrajectoryWriter& out, int from, int to) {
  for (int t = from; t < to; ++t) {
    const double mean = 1.0 / (t + 1);
    const std::vector<std::string> event{std::string(static_cast<std::size_t>(t % 5), 'x')};
    const std::array<Entry, 2> measured{Entry{"mean", std::span<const double>(&mean, 1)},
                                        Entry{"event", view(event)}};
    out.append("time", t, measured);
    if (t % 100 == 0) {
      const std::vector<float> opinion(70000, static_cast<float>(t) / 3);
      const std::vector<std::int8_t> state(70000, static_cast<std::int8_t>(-t % 100));
      const std::array<Entry, 2> kept{Entry{"opinion", view(opinion)}, Entry{"state", view(state)}};
      out.append("snapshot", t, kept);
    }
    if (t % 300 == 0) {
      const std::vector<std::int32_t> source{t, -1, 2'000'000'000};
      const Entry kept{"graph/source_at", view(source)};
      out.append("graph/snapshot_g", t, {&kept, 1});
    }
    for (int day = 3 * (t - 1); t > 0 && day < 3 * t; ++day) {
      const double daily = 1.0 / (day + 7);
      const Entry kept{"daily", std::span<const double>(&daily, 1)};
      out.append("day", 500 + day, {&kept, 1});
    }
  }
}

}  // namespace

TEST_CASE("what was recorded is replayed into a file with the same bytes") {
  const Folder folder;
  {
    TrajectoryWriter whole(folder / "whole.h5");
    declare(whole);
    append(whole, 0, 1300);
    whole.finish();
  }
  const int left_at = GENERATE(1, 301, 1024, 1299);
  Lengths lengths;
  {
    TrajectoryWriter first(folder / "x.h5");
    declare(first);
    append(first, 0, left_at);
    lengths = first.lengths();
    append(first, left_at, left_at + 1);  // recorded, and not in the checkpoint
    first.keep_partial();
  }
  {
    const TrajectoryReader recorded(folder / "x.h5.part");
    TrajectoryWriter again(folder / "x.h5", {.earlier = Earlier::keep});
    declare(again);
    Replay(recorded, lengths).onto(again);
    CHECK(again.lengths() == lengths);
    again.take_place();
    append(again, left_at, 1300);
    again.finish();
  }
  CHECK((bytes_of(folder / "x.h5") == bytes_of(folder / "whole.h5")));  // not shown: they are long
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part"));
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part.new"));
}

TEST_CASE("a part stays as it was until the file that takes its place holds as much") {
  const Folder folder;
  {
    TrajectoryWriter first(folder / "x.h5");
    declare(first);
    append(first, 0, 5);
    first.keep_partial();
  }
  const std::string before = bytes_of(folder / "x.h5.part");
  {
    TrajectoryWriter again(folder / "x.h5", {.earlier = Earlier::keep});
    declare(again);
    append(again, 0, 3);
  }
  CHECK((bytes_of(folder / "x.h5.part") == before));
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.part.new"));
}

TEST_CASE("a part that holds less than a checkpoint says is refused") {
  const Folder folder;
  {
    TrajectoryWriter first(folder / "x.h5");
    declare(first);
    append(first, 0, 5);
    first.keep_partial();
  }
  const TrajectoryReader recorded(folder / "x.h5.part");
  const auto error = [&](const Lengths& lengths) -> std::string {
    try {
      static_cast<void>(Replay(recorded, lengths));
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  };
  CHECK(error({{"time", 6}}) == "it has 5 places on 'time' where there were 6");
  CHECK(error({{"time", 5}, {"space", 1}}) == "it has 1 of 2 growing axes");
}

TEST_CASE("a growing axis whose labels are no times cannot be replayed") {
  const Folder folder;
  hdf5::Handle file = hdf5::create_file((folder / "x.h5").string());
  hdf5::set_attribute(file, text("source", "heed"));
  hdf5::make_scale(
      hdf5::create_dataset(file, "time", {.type = Type::int32, .shape = {0}, .chunk = {8}, .fill = -1}),
      "time");
  hdf5::close_file(file, false);
  const TrajectoryReader recorded(folder / "x.h5");
  CHECK_THROWS_WITH(Replay(recorded, {{"time", 0}}), "the labels of 'time' should be of type float64");
}
