#include "heed/io/trajectory.hpp"

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "catch.hpp"
#include "folder.hpp"

using namespace heed;
using namespace test_files;
using namespace std::chrono_literals;
using Lengths = std::vector<std::size_t>;
using Reals = std::vector<double>;
using Texts = std::vector<std::string>;

namespace {

template <class Number> Values all(const std::vector<Number>& v) { return std::span<const Number>(v); }

std::string error_of(const std::function<void()>& call, ErrorKind kind) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    return error.what();
  }
  return "";
}

/// An axis "time" with a variable "x" (time, agent), and how many places to append.
void write_x(TrajectoryWriter& out, std::size_t agents, std::size_t places) {
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = agents, .labels = {}, .attributes = {}});
  out.variable({"x", Type::float32, {"time", "agent"}, {}});
  std::vector<float> x(agents);
  for (std::size_t t = 0; t < places; ++t) {
    for (std::size_t i = 0; i < agents; ++i) x[i] = static_cast<float>(t * agents + i);
    const Entry slice{"x", all(x)};
    out.append("time", 0.5 * static_cast<double>(t), {&slice, 1});
  }
}

}  // namespace

TEST_CASE("slices come back in order, with their labels") {
  const Folder folder;
  const std::size_t agents = GENERATE(1U, 3U, 700U), places = GENERATE(0U, 1U, 400U, 1100U);
  TrajectoryWriter out(folder / "x.h5");
  write_x(out, agents, places);
  out.finish();
  const TrajectoryReader in(folder / "x.h5");
  CHECK(in.shape("x") == Lengths{places, agents});
  const Reals x = in.numbers("x"), &time = std::get<Reals>(in.axis("time").labels);
  REQUIRE(x.size() == places * agents);
  REQUIRE(time.size() == places);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < x.size(); ++i) wrong += x[i] != static_cast<double>(i);
  for (std::size_t t = 0; t < places; ++t) wrong += time[t] != 0.5 * static_cast<double>(t);
  CHECK(wrong == 0);
}

TEST_CASE("a range of the first axis comes back alone") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5");
  write_x(out, 2, 10);
  out.finish();
  const TrajectoryReader in(folder / "x.h5");
  CHECK(in.numbers("x", 3, 2) == Reals{6, 7, 8, 9});
  CHECK(in.numbers("x", 10, 0).empty());
  CHECK(error_of([&] { static_cast<void>(in.numbers("x", 9, 2)); }, ErrorKind::data) ==
        "'" + (folder / "x.h5").string() + "' has 10 places of 'x'; 2 from place 9 on are not within them");
}

TEST_CASE("numbers of all types, texts and missing values come back as they were") {
  const Folder folder;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  TrajectoryWriter out(folder / "x.h5");
  out.axis({.name = "agent", .length = 0, .labels = std::vector<std::int32_t>{7, 8}, .attributes = {}});
  out.axis({.name = "topic", .length = 2, .labels = Texts{"climate", "économie 🌍"}, .attributes = {}});
  out.axis({.name = "temperature", .length = 1, .labels = Reals{0.1}, .attributes = {{"units", "1"}}});
  out.variable({"i1", Type::int8, {"agent"}, {{"flag_values", std::vector<std::int8_t>{-128, 127}}}});
  out.variable({"i4", Type::int32, {"agent"}, {}});
  out.variable({"f4", Type::float32, {"agent", "topic"}, {{"long_name", "réel"}}});
  out.variable({"f8", Type::float64, {"temperature", "agent"}, {}});
  out.variable({"text", Type::text, {"agent"}, {}});
  out.variable({"scenario_text", Type::text, {}, {}});
  out.variable({"unwritten", Type::int8, {"agent"}, {{"_FillValue", std::vector<std::int8_t>{-7}}}});
  out.write("i1", all(std::vector<std::int8_t>{-128, 127}));
  out.write("i4", all(std::vector<std::int32_t>{-2147483647 - 1, 2147483647}));
  out.write("f4", all(std::vector<float>{1.5F, static_cast<float>(nan), -INFINITY, 1e-40F}));
  out.write("f8", all(Reals{nan, 0.1}));
  out.write("text", all(Texts{"", "naïve"}));
  out.write("scenario_text", all(Texts{std::string(200000, '#') + "\n"}));
  out.finish();

  const TrajectoryReader in(folder / "x.h5");
  CHECK(in.numbers("i1") == Reals{-128, 127});
  CHECK(in.numbers("i4") == Reals{-2147483648.0, 2147483647});
  const Reals f4 = in.numbers("f4"), f8 = in.numbers("f8");
  CHECK(f4[0] == 1.5);
  CHECK(std::isnan(f4[1]));
  CHECK(f4[2] == -INFINITY);
  CHECK(f4[3] == static_cast<double>(1e-40F));
  CHECK(std::isnan(f8[0]));
  CHECK(f8[1] == 0.1);
  CHECK(in.texts("text") == Texts{"", "naïve"});
  CHECK(in.texts("scenario_text") == Texts{std::string(200000, '#') + "\n"});
  CHECK(in.numbers("unwritten") == Reals{-7, -7});
  CHECK(std::get<Texts>(in.axis("topic").labels)[1] == "économie 🌍");
  CHECK(std::get<std::vector<std::int32_t>>(in.axis("agent").labels) == std::vector<std::int32_t>{7, 8});
  CHECK(std::get<Reals>(in.axis("temperature").labels) == Reals{0.1});
  CHECK(in.variable("f4").type == Type::float32);
  CHECK(in.variable("f4").axes == Texts{"agent", "topic"});
  CHECK(in.variable("scenario_text").axes.empty());
  CHECK(in.attributes().at(1).name == "source");
  CHECK(std::get<std::string>(in.attributes().at(1).value) == "heed " + version());
}

TEST_CASE("texts on a growing axis come back in order") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5", {.flush_every = 0ms});
  out.axis({.name = "event", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"what", Type::text, {"event"}, {}});
  for (int t = 0; t < 5; ++t) {
    const Texts text = {"no. " + std::to_string(t)};
    const Entry slice{"what", all(text)};
    out.append("event", t, {&slice, 1});
  }
  out.finish();
  CHECK(TrajectoryReader(folder / "x.h5").texts("what", 3, 2) == Texts{"no. 3", "no. 4"});
}

TEST_CASE("a group has axes of its own and may use those of the root") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5");
  out.axis({.name = "agent", .length = 2, .labels = {}, .attributes = {}});
  out.axis({.name = "graph/edge", .length = 3, .labels = {}, .attributes = {}});
  out.variable({"graph/source", Type::int32, {"edge"}, {}});
  out.variable({"graph/degree", Type::int32, {"agent"}, {}});
  out.write("graph/source", all(std::vector<std::int32_t>{1, 0, 1}));
  out.finish();
  const TrajectoryReader in(folder / "x.h5");
  CHECK(in.numbers("graph/source") == Reals{1, 0, 1});
  CHECK(in.variable("graph/source").axes == Texts{"edge"});
  CHECK(in.variable("graph/degree").axes == Texts{"agent"});
  CHECK(in.axis("graph/edge").length == 3);
  CHECK(in.has_variable("graph/degree"));
  CHECK_FALSE(in.has_variable("degree"));
}

TEST_CASE("an axis without places is kept") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5");
  out.axis({.name = "edge", .length = 0, .labels = {}, .attributes = {}});
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"source", Type::int32, {"edge"}, {}});
  out.variable({"weight", Type::float32, {"time", "edge"}, {}});
  out.write("source", std::span<const std::int32_t>());
  for (int t = 0; t < 3; ++t) {
    const Entry slice{"weight", std::span<const float>()};
    out.append("time", t, {&slice, 1});
  }
  out.finish();
  const TrajectoryReader in(folder / "x.h5");
  CHECK(in.shape("source") == Lengths{0});
  CHECK(in.shape("weight") == Lengths{3, 0});
  CHECK(in.numbers("weight").empty());
}

TEST_CASE("what is appended is copied before the call returns") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5");
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  out.variable({"x", Type::float64, {"time"}, {}});
  Reals x = {0};
  for (int t = 0; t < 50; ++t) {
    x[0] = t;
    const Entry slice{"x", all(x)};
    out.append("time", t, {&slice, 1});
    x[0] = -1;
  }
  out.finish();
  const Reals back = TrajectoryReader(folder / "x.h5").numbers("x");
  CHECK(std::count(back.begin(), back.end(), -1.0) == 0);
  CHECK(back[49] == 49);
}

TEST_CASE("slices appended by several threads at once come back whole, those of a thread in order") {
  const Folder folder;
  const std::size_t agents = 500, each = 300;
  TrajectoryWriter out(folder / "x.h5",
                       {.queue_bytes = 10000});  // four slices: memory is used again and again
  out.axis({.name = "event", .grows = true, .labels = {}, .attributes = {}});
  out.axis({.name = "agent", .length = agents, .labels = {}, .attributes = {}});
  out.variable({"x", Type::float32, {"event", "agent"}, {}});
  out.variable({"text", Type::text, {"event"}, {}});
  std::vector<std::thread> threads;
  for (std::size_t first = 0; first < 3000; first += 1000)
    threads.emplace_back([&out, first] {
      for (std::size_t k = first; k < first + each; ++k) {
        const std::vector<float> x(agents, static_cast<float>(k));
        const Texts text = {std::string(k % 50, 'x') + std::to_string(k)};
        const Entry slices[] = {{"x", all(x)}, {"text", all(text)}};
        out.append("event", static_cast<double>(k), slices);
      }
    });
  for (std::thread& thread : threads) thread.join();
  out.finish();
  const TrajectoryReader in(folder / "x.h5");
  const Reals label = std::get<Reals>(in.axis("event").labels), x = in.numbers("x");
  const Texts text = in.texts("text");
  REQUIRE(label.size() == 3 * each);
  std::size_t wrong = 0, next[] = {0, 1000, 2000};
  for (std::size_t t = 0; t < label.size(); ++t) {
    const auto k = static_cast<std::size_t>(label[t]);
    wrong += k != next[k / 1000]++ || text[t] != std::string(k % 50, 'x') + std::to_string(k);
    for (std::size_t i = 0; i < agents; ++i) wrong += x[t * agents + i] != label[t];
  }
  CHECK(wrong == 0);
}

TEST_CASE("a small queue makes append wait and loses nothing") {
  const Folder folder;
  TrajectoryWriter out(folder / "x.h5", {.queue_bytes = 1});
  write_x(out, 300, 500);
  out.finish();
  CHECK(TrajectoryReader(folder / "x.h5").numbers("x", 499, 1).back() == 300 * 500 - 1);
}

TEST_CASE("without finish nothing stays, unless the part is to be kept") {
  const Folder folder;
  const bool keep = GENERATE(false, true);
  {
    TrajectoryWriter out(folder / "x.h5");
    write_x(out, 2, 3);
    if (keep) out.keep_partial();
  }
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5"));
  CHECK(std::filesystem::exists(folder / "x.h5.part") == keep);
  if (keep) CHECK(TrajectoryReader(folder / "x.h5.part").numbers("x") == Reals{0, 1, 2, 3, 4, 5});
}
