#include "heed/io/file_size.hpp"

#include "heed/io/trajectory.hpp"

#include "catch.hpp"
#include "unit/io/folder.hpp"

using namespace heed;

namespace {

/// A run of some agents, its opinions at so many snapshots, two observables at so many times.
void give(Recorder& to, std::size_t agents, std::size_t snapshots, std::size_t times) {
  to.attribute(text("title", "a size"));
  to.axis({.name = "time", .grows = true, .labels = {}, .attributes = {text("units", "1")}});
  to.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {text("units", "1")}});
  std::vector<std::int32_t> number(agents, 0);
  to.axis({.name = "agent", .labels = number, .attributes = {}});
  to.axis({.name = "topic", .labels = std::vector<std::string>{"climate", "tax"}, .attributes = {}});
  to.variable({"variance", Type::float64, {"time"}, {text("units", "1")}});
  to.variable({"mean", Type::float64, {"time", "topic"}, {text("units", "1")}});
  to.variable({"community", Type::int8, {"agent"}, {text("long_name", "community")}});
  to.variable(
      {.name = "opinion", .type = Type::float32, .axes = {"snapshot", "agent", "topic"}, .attributes = {}});
  to.write("community", std::span<const std::int8_t>(std::vector<std::int8_t>(agents, 1)));
  const std::vector<double> one(1, 0.5), two(2, 0.25);
  for (std::size_t t = 0; t < times; ++t) {
    const std::vector<Entry> entries{{"variance", view(one)}, {"mean", view(two)}};
    to.append("time", static_cast<double>(t), entries);
  }
  const std::vector<float> opinions(2 * agents, 0.1F);
  for (std::size_t s = 0; s < snapshots; ++s) {
    const Entry entry{"opinion", view(opinions)};
    to.append("snapshot", static_cast<double>(s), std::span(&entry, 1));
  }
}

}  // namespace

TEST_CASE("the size of a file is known before it is written") {
  struct Case {
    std::size_t agents, snapshots, times;
  };
  for (const auto& [agents, snapshots, times] :
       {Case{100, 11, 101}, Case{3000, 40, 1000}, Case{1000000, 3, 10}, Case{50, 3000, 30000}}) {
    INFO(agents << " agents, " << snapshots << " snapshots");
    const test_files::Folder folder;
    FileSize size;
    give(size, agents, 0, 0);
    {
      TrajectoryWriter file(folder / "a.h5");
      give(file, agents, snapshots, times);
      file.finish();
    }
    const auto is = static_cast<double>(std::filesystem::file_size(folder / "a.h5"));
    const double said = size.bytes(
        [times = times, snapshots = snapshots](const std::string& axis) {  // clang 14 captures no bindings
          return static_cast<double>(axis == "time" ? times : snapshots);
        });
    CHECK(std::abs(said - is) <= 0.03 * is + 4096);  // what describes the file is counted by the piece
  }
}
