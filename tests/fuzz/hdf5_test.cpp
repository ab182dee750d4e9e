// Damaged HDF5 files for all that reads them. libhdf5 is not ours and crashes on some, so each is opened in a
// process of its own. HEED_DAMAGE=20000 in the environment tries so many kinds of damage, not a few hundred.
#include "heed/io/hdf5.hpp"

#include "analysis/analyze.hpp"
#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <cstdlib>
#include <functional>
#include <map>
#include <sstream>

#include "catch.hpp"
#include "fuzz/changed_file.hpp"
#include "unit/analysis/export/sample_run.hpp"
#include "unit/analysis/sample_files.hpp"
#include "unit/io/folder.hpp"
#include <hdf5.h>
#include <hdf5_hl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;
using test_files::bytes_of;

namespace {

/// Some bytes replaced by others, by large numbers or by zeros, a bit turned over, or the end cut off.
std::string damaged(std::string bytes, Stream& stream) {
  for (std::uint64_t hits = 1 + stream.below(3); hits > 0; --hits) {
    const std::size_t at = stream.below(bytes.size() - 8);
    switch (stream.below(6)) {
      case 0: bytes[at] = static_cast<char>(stream.below(256)); break;
      case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << stream.below(8))); break;
      case 2: bytes.replace(at, 4, 4, static_cast<char>(stream.below(2) * 255)); break;
      case 3: bytes.replace(at, 8, "\xff\xff\xff\x7f\0\0\0\0", 8); break;
      case 4: bytes.replace(at, 8, bytes.substr(stream.below(bytes.size() - 8), 8)); break;
      default:
        if (stream.below(20) == 0) bytes.resize(std::max<std::size_t>(at, 16));
    }
    if (bytes.size() < 32) break;
  }
  return bytes;
}

using Ways = std::vector<std::function<void(const std::string& path)>>;

Ways analyses() {
  Ways out;
  for (const auto format : {analysis::AnalyzeOptions::Format::text, analysis::AnalyzeOptions::Format::csv})
    out.emplace_back([format](const std::string& path) {
      std::ostringstream text, remarks;
      analysis::analyze({.files = {path}, .format = format}, text, remarks);
    });
  return out;
}

Ways exports() {
  Ways out = analyses();
  for (const char* table : {"opinions", "agents", "ties", "attention"})
    out.emplace_back([table](const std::string& path) { sample::exported("csv", path, {.what = table}); });
  for (const char* format : {"graphml", "gexf"})
    out.emplace_back([format](const std::string& path) { sample::exported(format, path); });
  return out;
}

/// How a process ended that read the file in these ways: 0 read, 2 refused in words, else what went wrong.
std::string ending_of(const std::string& path, const Ways& ways = analyses()) {
  const pid_t child = fork();
  if (child == 0) {
#ifndef __SANITIZE_ADDRESS__  // which takes its time, and address space without end
    const rlimit seconds{20, 20}, memory{std::size_t{4} << 30, std::size_t{4} << 30};
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &memory);
#endif
    int status = 0;
    for (const auto& read : ways) {
      try {
        read(path);
      } catch (const Error&) {
        status = 2;
      } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        status = 4;
      }
    }
    std::_Exit(status);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit " + std::to_string(WEXITSTATUS(status));
}

/// What a dataset may be instead of what it is.
struct Instead {
  std::vector<std::size_t> shape;
  std::vector<std::string> scales;  ///< along each axis; empty: none
  bool text;
};

/// A scalar, the other type, no axes, an axis more, one less, one place more, one less.
std::vector<Instead> all_instead_of(const hdf5::Description& is) {
  const bool text = is.type == Type::text;
  const Instead same{is.shape, is.scales, text};
  std::vector<Instead> out{{{}, {}, text}, {is.shape, is.scales, !text}};
  out.push_back({is.shape, std::vector<std::string>(is.shape.size()), text});
  out.push_back(same);
  out.back().shape.push_back(2);
  out.back().scales.emplace_back();
  if (is.shape.empty()) return out;
  out.push_back(same);
  out.back().shape.pop_back();
  out.back().scales.pop_back();
  out.push_back(same);
  ++out.back().shape.back();
  out.push_back(same);
  --out.back().shape.back();
  return out;
}

void replace_dataset(const std::string& path, const std::string& name, bool is_axis, const Instead& with) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), text = H5Tcopy(H5T_C_S1);
  H5Tset_size(text, H5T_VARIABLE);
  H5Tset_cset(text, H5T_CSET_UTF8);
  const std::vector<hsize_t> lengths(with.shape.begin(), with.shape.end());
  const hid_t space = H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr);
  H5Ldelete(file, name.c_str(), H5P_DEFAULT);
  const hid_t made = H5Dcreate2(file, name.c_str(), with.text ? text : H5T_IEEE_F64LE, space, H5P_DEFAULT,
                                H5P_DEFAULT, H5P_DEFAULT);
  if (is_axis) H5DSset_scale(made, name.c_str());
  for (std::size_t k = 0; k < with.scales.size(); ++k) {
    if (with.scales[k].empty()) continue;
    const hid_t scale = H5Dopen2(file, with.scales[k].c_str(), H5P_DEFAULT);
    H5DSattach_scale(made, scale, static_cast<unsigned>(k));
    H5Dclose(scale);
  }
  H5Dclose(made);
  H5Sclose(space);
  H5Tclose(text);
  H5Fclose(file);
}

}  // namespace

TEST_CASE("a run whose arrays have other shapes, axes or types is read or refused in words") {
  const sample::Folder folder("shapes");
  const std::string run = sample::NetworkRun{.later = true}.write(folder / "run.h5");
  const Ways ways = exports();
  CHECK(ending_of(run, ways) == "exit 0");
  std::vector<std::pair<std::string, bool>> names;
  {
    const TrajectoryReader reader(run);
    for (const Variable& v : reader.variables()) names.emplace_back(v.name, false);
    for (const Axis& a : reader.axes()) names.emplace_back(a.name, true);
  }
  for (const auto& [name, is_axis] : names) {
    const auto is = hdf5::describe(hdf5::open_dataset(hdf5::open_file(run), name));
    std::size_t number = 0;
    for (const Instead& with : all_instead_of(is)) {
      const std::string other = folder / "other.h5";
      std::filesystem::copy_file(run, other, std::filesystem::copy_options::overwrite_existing);
      replace_dataset(other, name, is_axis, with);
      const std::string ending = ending_of(other, ways);
      INFO(name << ", " << number++ << ": " << ending);
      CHECK((ending == "exit 0" || ending == "exit 2"));
      if (name == "opinion") CHECK(ending == "exit 2");
    }
  }
}

TEST_CASE(
    "HDF5 files that hold anything are read or refused in words: the seeds of the fuzzer, and 60 more") {
  const sample::Folder folder("anything");
  const char* asked = std::getenv("HEED_DAMAGE");
  std::vector<std::string> all;
  for (const auto& seed : std::filesystem::directory_iterator(HEED_SOURCE_DIR "/tests/fuzz/seeds/hdf5"))
    all.push_back(bytes_of(seed.path()));
  CHECK(all.size() >= 4);
  Stream stream(8, Purpose::test);
  for (int more = asked ? std::atoi(asked) : 60; more > 0; --more) {
    all.emplace_back(40, ' ');
    for (char& byte : all.back()) byte = static_cast<char>(stream.below(256));
  }
  std::vector<std::string> samples;
  for (const std::string& sample : tests::sample_files(folder)) samples.push_back(bytes_of(sample));
  const Ways ways = exports();
  std::map<std::string, int> endings;
  for (std::size_t number = 0; number < all.size(); ++number) {
    const std::string path = folder / "changed.h5";
    tests::write_changed(path, samples, all[number]);
    const std::string ending = ending_of(path, ways);
    ++endings[ending];
    INFO(number << ": " << ending);
    CHECK((ending == "exit 0" || ending == "exit 2"));
  }
  CHECK(endings["exit 0"] > 0);
  CHECK(endings["exit 2"] > 0);
}

TEST_CASE("damaged HDF5 files are read or refused in words") {
  const sample::Folder folder("damage");
  const char* asked = std::getenv("HEED_DAMAGE");
  const int kinds = asked ? std::atoi(asked) : 60;
  std::map<std::string, int> endings;
  for (const auto& path : {sample::write_run(folder / "run.h5"), sample::write_grid(folder / "grid.h5"),
                           sample::write_hypercube(folder / "cube.h5")}) {
    const std::string whole = bytes_of(path);
    CHECK(ending_of(path) == "exit 0");
    Stream stream(7, Purpose::test);
    for (int kind = 0; kind < kinds; ++kind) {
      const std::string bytes = damaged(whole, stream), place = folder / "damaged.h5";
      std::ofstream(place, std::ios::binary | std::ios::trunc) << bytes;
      const std::string ending = ending_of(place);
      ++endings[ending];
      if (ending == "exit 0" || ending == "exit 2") continue;
      INFO(path << " damage " << kind);
      CHECK(ending == "read or refused");
      if (const char* keep = std::getenv("HEED_KEEP"))
        std::ofstream(std::string(keep) + "/" + std::to_string(kind) + "-" +
                          std::filesystem::path(path).filename().string(),
                      std::ios::binary)
            << bytes;
    }
  }
  for (const auto& [ending, count] : endings) UNSCOPED_INFO(ending << ": " << count);
  CHECK(endings["exit 2"] > 0);
}
