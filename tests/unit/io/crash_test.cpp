// A process that dies at any moment leaves a part that opens and holds all up to the last flush.
//
// The system takes a write page by page, and looks between two of them whether the process was killed. So a
// death is between two writes of the system, or within one, where it comes to a page.
#include "heed/core/error.hpp"
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <random>
#include <vector>

#include "catch.hpp"
#include "folder.hpp"
#include "writes_by_page.hpp"
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;
using namespace test_files;

namespace {

/// Writes within a page that this process may still make before it ends; below 0: any number.
std::atomic<long> writes_left{-1};
std::atomic<long> writes_made{0};
/// How many there were when the disk was last waited for; below 0: never.
std::atomic<long> synced_at{-1};

/// Pieces that begin before this place are rewritten; those of the file's description that cross a page.
std::atomic<long> watched_to{0};
std::vector<std::string> crossing;

void watch(const void* bytes, size_t count, off64_t place) {
  const off64_t last = place + static_cast<off64_t>(count) - 1;
  if (place >= watched_to || count < 4 || place / tests::page == last / tests::page) return;
  const std::string mark(static_cast<const char*>(bytes), 4);
  for (const char* known : {"OHDR", "OCHK", "TREE", "GCOL"})
    if (mark == known)
      crossing.push_back(mark + " of " + std::to_string(count) + " at " + std::to_string(place));
}

void count_write() {
  ++writes_made;
  if (writes_left == 0) ::_exit(9);
  if (writes_left > 0) --writes_left;
}

}  // namespace

// These stand before those of the C library, for the library of heed as well.
extern "C" ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t place) {
  watch(bytes, count, place);
  return tests::pwrite_by_page(descriptor, bytes, count, place, count_write);
}
extern "C" ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t place) {
  return ::pwrite64(descriptor, bytes, count, place);
}
// Processes die here, not the machine.
extern "C" int fdatasync(int) {
  synced_at = writes_made.load();
  return 0;
}

namespace {

struct Shared {
  std::atomic<int> flushed;
  std::atomic<long> writes;
};

/// How much is written, and at which part of all writes the process dies.
struct Plan {
  int steps, flushed_every, declared;
  std::size_t agents;
  double from;
};

/// One more attribute and one more array, after others were flushed: more of both than HDF5 keeps in a list
/// unless told to.
void declare_late(TrajectoryWriter& out, int t) {
  const std::string number = std::to_string(t);
  out.attribute({"attribute_" + number, "added later, at step " + number});
  out.attribute({"again_" + number, std::vector<std::int64_t>{t}});
  out.variable({"late/array_" + number, Type::float64, {}, {{"units", "1"}, {"step", number}}});
  const double value = t;
  out.write("late/array_" + number, std::span<const double>(&value, 1));
  out.variable({"at_point_" + number, Type::text, {"point"}, {{"long_name", "where it is"}}});
  const std::vector<std::string> texts{"a" + number, "b" + number};
  out.write("at_point_" + number, view(texts));
}

/// Of some lengths, so that heaps of texts are filled, and begun.
std::string event_at(int t) {
  return "step " + std::to_string(t) + std::string(t % 10 == 9 ? 5000 : 60 * (t % 12), '.');
}

/// Three arrays of chunks of different lengths, and the labels; and what is declared on the way.
void write_all(const std::filesystem::path& path, const Plan& plan, Shared& shared) {
  TrajectoryWriter out(path, {.flush_every = std::chrono::hours(1)});
  out.axis({.name = "time",
            .grows = true,
            .labels = {},
            .attributes = {{"long_name", std::string(900, 'x')}, {"comment", std::string(1500, 'y')}}});
  out.axis({.name = "agent", .length = plan.agents, .labels = {}, .attributes = {}});
  out.axis({.name = "point", .labels = std::vector<double>{0.1, 0.2}, .attributes = {}});
  out.variable({"mean", Type::float64, {"time"}, {}});
  out.variable({"opinion", Type::float32, {"time", "agent"}, {}});
  out.variable({"event", Type::text, {"time"}, {}});
  out.variable({"message", Type::text, {"point"}, {}});
  out.flush();
  shared.flushed = 0;
  for (int t = 0; t < plan.steps; ++t) {
    const double mean = t;
    const std::vector<float> opinion(plan.agents, static_cast<float>(t));
    const std::vector<std::string> event{event_at(t)};
    const std::array<Entry, 3> all{Entry{"mean", std::span<const double>(&mean, 1)},
                                   Entry{"opinion", view(opinion)}, Entry{"event", view(event)}};
    out.append("time", t, all);
    if (t < plan.declared) declare_late(out, t);
    if (t == plan.steps - 1)
      out.write("message", std::span<const std::string>(std::vector<std::string>(2, event_at(1))));
    if ((t + 1) % plan.flushed_every != 0) continue;
    out.flush();
    shared.flushed = t + 1;
  }
  shared.writes = writes_made.load();
  ::_exit(0);
}

void check_part(const std::filesystem::path& part, int flushed, int declared) {
  const TrajectoryReader in(part);
  const auto places = static_cast<std::size_t>(flushed);
  REQUIRE(in.axis("time").length >= places);
  for (const std::string name : {"mean", "opinion", "event"}) REQUIRE(in.shape(name)[0] >= places);
  static_cast<void>(in.numbers("mean"));  // all that it claims to have can be read
  static_cast<void>(in.texts("event"));
  for (const std::string& message : in.texts("message")) REQUIRE((message.empty() || message == event_at(1)));
  if (in.shape("opinion")[0] > 0) static_cast<void>(in.numbers("opinion", in.shape("opinion")[0] - 1, 1));
  for (std::size_t t = 0; t < places; ++t) {
    REQUIRE(in.numbers("mean", t, 1)[0] == static_cast<double>(t));
    REQUIRE(in.numbers("opinion", t, 1).back() == static_cast<double>(t));
    REQUIRE(in.texts("event", t, 1)[0] == event_at(static_cast<int>(t)));
  }
  for (int t = 0; t < std::min(flushed, declared); ++t) {
    const std::string name = "attribute_" + std::to_string(t);
    REQUIRE(std::any_of(in.attributes().begin(), in.attributes().end(),
                        [&](const Attribute& a) { return a.name == name; }));
    REQUIRE(in.numbers("late/array_" + std::to_string(t)) == std::vector<double>{static_cast<double>(t)});
    REQUIRE(in.texts("at_point_" + std::to_string(t))[1] == "b" + std::to_string(t));
  }
}

}  // namespace

TEST_CASE("a process that dies at any moment leaves a part that opens and holds what was flushed") {
  // Every write of 24 flushes; and those of the last ones where arrays have so many chunks that nodes of
  // B-trees are split: 64 chunks of a slice each.
  const Plan plan = GENERATE(Plan{24, 1, 20, 1000, 0}, Plan{68, 4, 0, 262144, 0.9});
  const Folder folder;
  auto* const shared = static_cast<Shared*>(
      ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  REQUIRE(shared != MAP_FAILED);
  const auto run = [&](long writes) {
    shared->flushed = -1;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      writes_left = writes;
      writes_made = 0;
      write_all(folder / "x.h5", plan, *shared);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  };
  REQUIRE(run(-1) == 0);
  const long all = shared->writes;
  REQUIRE(all > 100);
  int looked_at = 0;
  for (long writes = static_cast<long>(plan.from * static_cast<double>(all)); writes < all; ++writes) {
    INFO("after " << writes << " of " << all << " writes");
    std::filesystem::remove(folder / "x.h5.part");
    REQUIRE(run(writes) == 9);
    if (!std::filesystem::exists(folder / "x.h5.part")) {
      REQUIRE(shared->flushed.load() == -1);  // it died before its first flush
      continue;
    }
    check_part(folder / "x.h5.part", std::max(0, shared->flushed.load()), plan.declared);
    ++looked_at;
  }
  CHECK(looked_at > 10);
  ::munmap(shared, sizeof(Shared));
}

TEST_CASE("no piece that is rewritten crosses a page, but for the root group, which has a copy") {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const auto draw = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    const auto letters = [&](int most) { return std::string(static_cast<std::size_t>(draw(1, most)), 'x'); };
    const auto some_attributes = [&] {
      std::vector<Attribute> out;
      for (int k = draw(0, 6); k > 0; --k)
        out.push_back({"a" + std::to_string(k), letters(draw(0, 3) > 0 ? 60 : 900)});
      return out;
    };
    const Folder folder;
    TrajectoryWriter out(folder / "x.h5", {.flush_every = std::chrono::hours(1)});
    out.axis({.name = "time", .grows = true, .labels = {}, .attributes = some_attributes()});
    out.axis({.name = "agent", .length = 5, .labels = {}, .attributes = some_attributes()});
    const std::vector<double> numbers(5, 0.5);
    const std::vector<std::string> texts(5, letters(300));
    std::vector<Entry> slices;
    std::vector<std::string> names;
    for (int k = draw(3, 60); k > 0; --k) names.push_back("v" + std::to_string(k) + letters(20));
    for (const std::string& name : names) {
      const bool grows = draw(0, 2) > 0, is_text = draw(0, 4) == 0;
      out.variable({name, is_text ? Type::text : Type::float64,
                    grows ? std::vector<std::string>{"time", "agent"} : std::vector<std::string>{"agent"},
                    some_attributes()});
      if (grows) slices.push_back({name, is_text ? view(texts) : view(numbers)});
    }
    out.flush();
    crossing.clear();
    watched_to = static_cast<long>(std::filesystem::file_size(folder / "x.h5.part"));
    for (int t = 0; t < 60; ++t) {
      out.append("time", t, slices);
      if (t % 20 == 7) out.attribute({"late" + std::to_string(t), letters(3000)});
      if (t % 4 == 0) out.flush();
    }
    out.flush();
    watched_to = 0;
    std::erase_if(crossing, [](const std::string& piece) {
      return piece == "OHDR of 14664 at 48" || piece == "OHDR of 14664 at 14712";
    });
    CHECK(crossing == std::vector<std::string>{});
  }
}

TEST_CASE("the disk has what is new before it has what refers to it, once the part has its name") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5", {.flush_every = std::chrono::hours(1)});
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"mean", Type::float64, {"time"}, {}});
  const auto append = [&](double t) {
    const Entry entry{"mean", std::span<const double>(&t, 1)};
    out.append("time", t, {&entry, 1});
    out.flush();
  };
  append(0);
  synced_at = -1;
  append(1);  // in the chunk that is there
  CHECK(synced_at == -1);
  const long before = writes_made;
  out.attribute({"late", "added later"});
  CHECK(synced_at > before);
  CHECK(synced_at < writes_made);
}
