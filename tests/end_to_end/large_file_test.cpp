// Outputs larger than the memory there is: a file that is long, and takes no room because nothing was written
// to most of it.
#include "heed/io/trajectory.hpp"

#include "command.hpp"
#include <hdf5.h>

using namespace heed;
using namespace heed::tests;

namespace {

constexpr std::size_t sensors = 100;

/// Readings of 100 sensors at `times` moments, 800 bytes each, and an observable: a sparse file.
[[maybe_unused]] void write_long(const std::string& path, std::size_t times) {
  {
    TrajectoryWriter file(path);
    file.attribute(text("title", "a long run"));
    std::vector<std::string> names;
    for (std::size_t k = 0; k < sensors; ++k) names.push_back("s" + std::to_string(k));
    file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
    file.axis({.name = "sensor", .labels = names, .attributes = {}});
    file.variable({"spread", Type::float64, {"time"}, {}});
    file.variable({.name = "reading",
                   .type = Type::float64,
                   .axes = {"time", "sensor"},
                   .attributes = {},
                   .state = true});
    file.finish();
  }
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  for (const auto& [name, width] : {std::pair{"time", std::size_t{0}}, {"spread", 0}, {"reading", sensors}}) {
    const hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    const hsize_t lengths[2] = {times, width};
    H5Dset_extent(dataset, lengths);
    H5Dclose(dataset);
  }
  H5Fclose(file);
}

}  // namespace

TEST_CASE("a run of 1 GB is shown and written as CSV by a process that may take half of that") {
#ifdef __SANITIZE_ADDRESS__
  WARN("skipped: the sanitizer takes more address space than ulimit -v leaves");
#else
  const Scratch folder;
  write_long((folder / "long.h5").string(), 1'250'000);
  REQUIRE(std::filesystem::file_size(folder / "long.h5") > 1'000'000'000);
  const Result shown = shell(folder, "ulimit -v 524288; heed analyze long.h5 --observable spread");
  INFO(shown.err);
  CHECK(shown.status == 0);
  CHECK(contains(shown.out, "at the end: spread 0"));
  const Result csv =
      shell(folder, "ulimit -v 524288; heed analyze long.h5 --csv --observable 'reading[s7]' -o long.csv");
  INFO(csv.err);
  CHECK(csv.status == 0);
  CHECK(std::filesystem::file_size(folder / "long.csv") > 5 * 1'250'000);
  const Result json = heed_command(folder, "analyze long.h5 --json");
  CHECK(json.status == 2);
  CHECK(contains(json.err, "'long.h5' has 126250000 numbers over time, more than go into JSON"));
#endif
}
