// Room on the disk is looked for by what is still to be written.
#include "heed/core/resources.hpp"
#include "scenarios/estimate.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "../io/folder.hpp"
#include "catch.hpp"

using namespace heed;
using test_files::Folder;

TEST_CASE("what a run that goes on has recorded needs no room again") {
  const Folder folder;
  const std::filesystem::path output = folder / "x.h5";
  // A number and its label at each step, a little more than there is room for; and a part of it recorded, in
  // a file that takes none.
  const double room = disk_left(output).bytes;
  Frame frame;
  frame.steps = static_cast<std::int64_t>(1.05 * room / 16);
  const auto first_step = [&] {
    FileSize nowhere;
    scenarios::RoomyRecorder recorder(nowhere, frame, output);
    recorder.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    recorder.variable({"mean", Type::float64, {"time"}, {}});
    const double mean = 0;
    const Entry entry{"mean", std::span<const double>(&mean, 1)};
    recorder.append("time", 0, {&entry, 1});
  };
  CHECK_THROWS_AS(first_step(), Error);
  const std::string part = GENERATE("x.h5.part", "x.h5.part.new");
  std::ofstream(folder / part) << "";
  std::filesystem::resize_file(folder / part, static_cast<std::uintmax_t>(room / 4));
  CHECK_NOTHROW(first_step());
}
