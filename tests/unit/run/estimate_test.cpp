// What is refused because there is too little memory or disk, and what is said to do about it.
#include "scenarios/estimate.hpp"

#include "heed/core/parallel.hpp"

#include <fstream>
#include <string>

#include "catch.hpp"
#include "sweeping.hpp"

using namespace heed;
using namespace heed::tests;
using test_files::Folder;

namespace {

template <class Work> std::string refused_with(const Work& work) {
  try {
    work();
    return "";
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::usage);
    return e.what();
  }
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("runs that fit one by one are refused where they do not fit as many at once as there are threads") {
  Design design;
  design.points.resize(1);
  design.seeds = {1, 2, 3};
  design.least_memory = {0.6 * memory_left().bytes};
  use_threads(1);
  CHECK(refused_with([&] { scenarios::refuse_too_many_at_once(design, {0, 1, 2}); }).empty());
  use_threads(2);
  CHECK(refused_with([&] {
          scenarios::refuse_too_many_at_once(design, {0, 1, 2});
        }).starts_with("2 runs at once need "));
  CHECK(refused_with([&] { scenarios::refuse_too_many_at_once(design, {1}); }).empty());
  CHECK(refused_with([&] { scenarios::refuse_too_many_at_once(design, {}); }).empty());
  design.least_memory = {2 * memory_left().bytes};
  CHECK(
      refused_with([&] { scenarios::refuse_too_many_at_once(design, {1}); }).starts_with("this run needs "));
  use_threads(0);
}

TEST_CASE("the memory that is asked for is a little less than what is held") {
  CHECK(scenarios::in_memory(0) >= 0);
  CHECK(scenarios::in_memory(1e9) >= 0.9e9);
  CHECK(scenarios::in_memory(1e9) <= 1e9 + 1e9);  // a stack, where `ulimit -v` leaves least
}

TEST_CASE("a run that goes on is told to make room; a new one may record less, or go elsewhere") {
  const Folder folder;
  const std::string output = (folder / "x.h5").string();
  const auto too_much = [&] { scenarios::refuse_too_little_disk(1e30, output); };
  CHECK(says(refused_with(too_much), "; record less (record.every, "));
  std::ofstream(output + ".checkpoint") << "heed checkpoint";
  CHECK(
      says(refused_with(too_much), "; make room: the run goes on only where it was, with what it recorded"));
}

TEST_CASE("a sweep that goes on is told to make room, and what may go") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), output = (folder / "x.h5").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const scenarios::Loaded loaded = scenarios::load(file, {"run.steps=1000000000000"});
  const Design design = scenarios::checked_design(loaded);
  const auto too_much = [&](bool resume) {
    return refused_with([&] { scenarios::refuse_too_little_disk(loaded, design, output, resume); });
  };
  CHECK(says(too_much(false), "; record less (record.every, "));
  CHECK(says(too_much(true), "; record less (record.every, "));  // there is nothing to go on from
  std::ofstream(output + ".runs") << "runs";
  CHECK(says(too_much(true), "; make room: the sweep goes on only where its runs are"));
  std::ofstream(output + ".part") << "part";
  CHECK(says(too_much(true),
             "; make room: '" + output + ".part' may go, for '" + output + ".runs' has all that is in it"));
}
