// Trials, which estimates stand on.
#include "heed/core/parallel.hpp"
#include "scenarios/estimate.hpp"

#include "catch.hpp"
#include "sweeping.hpp"

using namespace heed;
using namespace heed::tests;
using test_files::Folder;

TEST_CASE("a trial that fails leaves as many threads as there were") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), ties = (folder / "ties.txt").string();
  std::ofstream(ties) << "0 1\n1 2\n";
  std::ofstream(file) << "heed = 1\n[graph]\nkind = \"file\"\nfile = \"" << ties
                      << "\"\n[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const scenarios::Loaded loaded = scenarios::load(file, {});
  const Design design = scenarios::checked_design(loaded);
  std::filesystem::remove(ties);
  use_threads(2);
  CHECK_THROWS_AS(scenarios::estimate_sweep(loaded, design, 0), Error);
  CHECK(threads() == 2);
  use_threads(0);
}
