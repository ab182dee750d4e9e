// Shards of sweeps, gathered: the bytes of the sweep in one piece.
#include "heed/run/gather.hpp"

#include "heed/core/parallel.hpp"
#include "scenarios/estimate.hpp"

#include "catch.hpp"
#include "sweeping.hpp"

using namespace heed;
using namespace heed::tests;
using test_files::bytes_of;
using test_files::Folder;
namespace fs = std::filesystem;

namespace {

void gather_all(const std::vector<std::string>& shards, const fs::path& output) {
  const std::vector<SweepReader> readers = open_shards(shards);
  TrajectoryWriter writer(output);
  gather(readers, writer);
  writer.finish();
}

/// The names of the shards, made.
std::vector<std::string> make_shards(const std::string& file, const Folder& folder, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t index = 1; index <= count; ++index) {
    out.push_back((folder / (std::to_string(index) + "-of-" + std::to_string(count) + ".h5")).string());
    sweep(file, out.back(), {.shard = {index, count}});
  }
  return out;
}

std::string message(const std::vector<std::string>& shards) {
  try {
    open_shards(shards);
    return "";
  } catch (const Error& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("gathered shards are the bytes of the sweep in one piece, in every design and for all states") {
  use_threads(1);
  for (const std::string states : {"none", "last", "all"}) {
    const Folder folder;
    for (const auto& [design, over] : designs(folder)) {
      if (design == "zip" && states == "all") continue;  // horizons differ, and with them the snapshots
      INFO(design << ", states " << states);
      const std::string file = (folder / (design + ".toml")).string();
      std::ofstream(file) << small_sweep << "states = \"" + states + "\"\ndesign = \"" + design + "\"\n"
                          << over;
      sweep(file, folder / (design + ".h5"));
      // 16 are more than there are runs.
      for (const std::size_t count : {2, 3, 16}) {
        if (count == 16 && design != "grid" && design != "file") continue;
        const Folder shards;
        gather_all(make_shards(file, shards, count), shards / "all.h5");
        CHECK(bytes_of(shards / "all.h5") == bytes_of(folder / (design + ".h5")));
      }
    }
  }
  use_threads(0);
}

TEST_CASE("shards that do not belong together, are there twice or are missing are named, all at once") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string(), other = (folder / "b.toml").string();
  const std::string over = "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  std::ofstream(file) << small_sweep << over;
  std::ofstream(other) << small_sweep << "states = \"last\"\n" << over;
  const std::vector<std::string> shards = make_shards(file, folder, 4);
  const std::string twin = (folder / "twin.h5").string(), stranger = (folder / "stranger.h5").string(),
                    eighth = (folder / "eighth.h5").string(), whole = (folder / "whole.h5").string();
  fs::copy_file(shards[0], twin);
  sweep(other, stranger, {.shard = {2, 4}});
  sweep(file, eighth, {.shard = {2, 8}});
  sweep(file, whole);
  CHECK(message(shards).empty());
  CHECK(message({shards[3], shards[2], shards[1], shards[0]}).empty());
  const std::string text = message({shards[0], shards[3], twin, stranger, eighth});
  INFO(text);
  CHECK(text.find("cannot gather:\n") == 0);
  CHECK(text.find("'" + shards[0] + "' and '" + twin + "' are both shard 1 of 4\n") != std::string::npos);
  CHECK(text.find("'" + stranger + "' is not of the sweep of '" + shards[0] +
                  "': its scenario differs: there 'states = \"last\"', here '[sweep.over]'\n") !=
        std::string::npos);
  CHECK(text.find("'" + eighth + "' is not of the sweep of '" + shards[0] +
                  "': its shard differs: there 'one of 8', here 'one of 4'\n") != std::string::npos);
  CHECK(text.find("shard 2 of 4 is missing: ") != std::string::npos);
  CHECK(text.find("shard 3 of 4 is missing: ") != std::string::npos);
  CHECK(message({whole}).find("'" + whole + "' is a whole sweep, not a shard of one") != std::string::npos);
}

TEST_CASE("a shard that is not there is named after those that are, whatever their names and folders") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  fs::create_directory(folder / "x.1-of-2.d");
  for (const std::string name : {"x.1-of-2.d/s", "x.1-of-2.d/s.h5", "a.b"}) {
    INFO(name);
    const std::string whole = (folder / name).string(), there = shard_path(whole, {1, 2}),
                      other = shard_path(whole, {2, 2});
    sweep(file, there, {.shard = {1, 2}});
    CHECK(message({there}) == "cannot gather:\n  shard 2 of 2 is missing: '" + other + "'");
    std::ofstream(other + ".runs") << "";
    CHECK(message({there}) ==
          "cannot gather:\n  shard 2 of 2 is not finished: go on with --shard 2/2 --resume, until '" + other +
              "' is there");
  }
}

TEST_CASE("many shards that are missing are counted, not named") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const std::string shard = (folder / "shard.h5").string();
  for (const auto& [count, missing] :
       {std::pair<std::size_t, std::string>{22, "21 of 22"},
        std::pair<std::size_t, std::string>{most_shards, "999999 of 1000000"}}) {
    sweep(file, shard, {.shard = {1, count}});
    CHECK(message({shard}) == "cannot gather:\n  " + missing + " shards are missing");
    fs::remove(shard);
  }
}

TEST_CASE("who asks to stop is answered by gathering, which leaves nothing, and not by a trial") {
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  const std::vector<std::string> shards = make_shards(file, folder, 2);
  const scenarios::Loaded loaded = scenarios::load(file, {});
  const Design design = scenarios::checked_design(loaded);
  request_stop();
  CHECK_THROWS_AS(gather_all(shards, folder / "all.h5"), Interrupted);
  CHECK(scenarios::estimate_sweep(loaded, design, 0).tried == 1);
  request_stop(false);
  CHECK_FALSE(fs::exists(folder / "all.h5"));
  CHECK_FALSE(fs::exists(folder / "all.h5.part"));
  CHECK_FALSE(fs::exists(folder / "all.h5.part.new"));
}
