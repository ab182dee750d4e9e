#include "analysis/export/animation/base64.hpp"
#include "analysis/export/animation/data.hpp"

#include <cmath>

#include "catch.hpp"
#include "sample_run.hpp"

using namespace heed;
using namespace heed::analysis;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

namespace {

std::vector<std::uint8_t> unpacked(std::string text) {
  std::vector<std::uint8_t> out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const std::uint32_t six = c >= 'a'   ? static_cast<std::uint32_t>(c - 'a' + 26)
                              : c >= 'A' ? static_cast<std::uint32_t>(c - 'A')
                              : c >= '0' ? static_cast<std::uint32_t>(c - '0' + 52)
                              : c == '+' ? 62U
                                         : 63U;
    bits = bits << 6U | six;
    if ((count += 6) >= 8) out.push_back(static_cast<std::uint8_t>(bits >> (count -= 8)));
  }
  return out;
}

std::vector<double> unpacked_words(const Json& text) {
  const std::vector<std::uint8_t> bytes = unpacked(text.get<std::string>());
  std::vector<double> out;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) out.push_back(bytes[i] + 256 * bytes[i + 1]);
  return out;
}

Json data_of(const std::string& file, const AnimationLimits& limits = {}) {
  const FigureSource source(file);
  std::vector<std::string> remarks;
  return animation_data({.source = source, .output = "a.html", .remarks = remarks}, limits);
}

}  // namespace

TEST_CASE("base64 is that of RFC 4648") {
  const auto of = [](std::string_view text) {
    return base64(std::vector<std::uint8_t>(text.begin(), text.end()));
  };
  CHECK(of("") == "");
  CHECK(of("f") == "Zg==");
  CHECK(of("fo") == "Zm8=");
  CHECK(of("foobar") == "Zm9vYmFy");
  CHECK(of("\xFB\xFF") == "+/8=");
  CHECK(little_endian(std::vector<std::uint16_t>{0x1234, 7}) == std::vector<std::uint8_t>{0x34, 0x12, 7, 0});
}

TEST_CASE(
    "an animation holds opinions, their mean, spread and histogram, and the network with its attention") {
  const sample::Folder folder("export_animation");
  const Json data = data_of(sample::NetworkRun{}.write(folder / "run.h5"));
  CHECK(data["times"] == Json{0.0, 10.0, 20.0});
  CHECK(data["notes"].empty());
  CHECK(data["communities"] == Json{"left", "right", "unknown"});
  CHECK(data["community"] == Json{0, 0, 1, 2});
  const Json& climate = data["topics"][0];
  const double low = climate["low"], high = climate["high"];
  CHECK(low == -1);
  CHECK(high == 2);
  const std::vector<double> packed = unpacked_words(climate["opinions"]);
  REQUIRE(packed.size() == 12);
  for (int s = 0; s < 3; ++s)
    for (int i = 0; i < 4; ++i)  // 16 bits over a range of 3 hold a number to 3 / 65534 / 2
      CHECK_THAT(low + packed[static_cast<std::size_t>(4 * s + i)] / 65534 * (high - low),
                 Catch::Matchers::WithinAbs((i - 1) / std::pow(2, s), 2.3e-5));
  CHECK(climate["mean"] == Json{0.5, 0.25, 0.125});
  CHECK_THAT(climate["spread"][0].get<double>(), Catch::Matchers::WithinAbs(std::sqrt(1.25), 1e-4));
  const Json far = data_of(sample::NetworkRun{.beyond = 123456}.write(folder / "far.h5"));
  CHECK(far["topics"][0]["mean"] == Json{123456.5, 123456.25, 123456.125});
  double all = 0;
  for (const double n : unpacked_words(climate["histogram"])) all += n;
  CHECK(std::abs(all - 3 * 65535) <= 6);  // shares of each frame add up to one, each rounded
  CHECK(unpacked_words(data["topics"][1]["opinions"])[3] == 65535);
  CHECK(data["network"]["ties"] == Json{0, 1, 1, 2, 1, 3});
  // Attention received 0.25, 2, 0.75, 0 at first: 255 is 2.
  const auto received = unpacked(data["network"]["received"].get<std::string>());
  CHECK(std::vector<std::uint8_t>(received.begin(), received.begin() + 4) ==
        std::vector<std::uint8_t>{32, 255, 96, 0});
  // Agents 0 and 3 give all they have to the one they hear: an even share, half of the strongest.
  const auto strength = unpacked(data["network"]["strength"].get<std::string>());
  CHECK(std::vector<std::uint8_t>(strength.begin(), strength.begin() + 3) ==
        std::vector<std::uint8_t>{128, 191, 128});
}

TEST_CASE("opinions as small as numbers get are 0 in an animation, and those beyond all others at its ends") {
  const sample::Folder folder("export_animation_extreme");
  const Json small = data_of(sample::NetworkRun{.size = 1e-310}.write(folder / "small.h5"))["topics"][0],
             large = data_of(sample::NetworkRun{.size = 8e307}.write(folder / "large.h5"))["topics"][0];
  CHECK(small["low"] == -0.5);
  CHECK(small["mean"] == Json{0.0, 0.0, 0.0});
  const std::vector<double> packed = unpacked_words(large["opinions"]);
  REQUIRE(packed.size() == 12);
  CHECK(packed[0] == 0);
  CHECK(packed[1] == 32767);
  CHECK(packed[3] == 65534);
}

TEST_CASE("an animation of too much takes evenly spaced parts of it, and says so") {
  const sample::Folder folder("export_animation_limits");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  const Json data = data_of(run, {.frames = 2, .agents = 3, .topics = 1, .ties = 2, .communities = 2});
  CHECK(data["times"] == Json{0.0, 20.0});
  CHECK(data["labels"].size() == 3);
  CHECK(data["agents"] == 4);
  CHECK(data["topics"].size() == 1);
  CHECK(data["topics"][0]["mean"] == Json{0.5, 0.125});  // still of all
  CHECK(data["network"].is_null());                      // 3 communities: those of no community are one
  CHECK(data["notes"] == Json{"It shows 2 of 3 snapshots, evenly spaced.",
                              "It draws 3 of 4 agents, evenly spaced by number; mean, spread and histogram "
                              "are of all.",
                              "It shows the first 1 of 2 topics.",
                              "The network is not drawn: it has more than 3 agents."});
  const Json fewer_ties = data_of(run, {.ties = 2});
  CHECK(fewer_ties["network"]["ties"].size() == 4);
  CHECK(fewer_ties["notes"] == Json::array({"It draws 2 of 3 ties, evenly spaced."}));
}

TEST_CASE("a network too large to be drawn is one of its communities") {
  const sample::Folder folder("export_animation_merged");
  const Json data = data_of(sample::NetworkRun{}.write(folder / "run.h5"), {.agents = 3});
  const Json& network = data["network"];
  CHECK(network["members"] == Json{2, 1, 1});
  CHECK(network["x"].size() == 3);
  CHECK(network["ties"] == Json{0, 1, 0, 2});  // left and right, left and unknown
  CHECK(network["weight"] == Json{255, 255});
  const Json& climate = data["topics"][0];
  const double low = climate["low"], range = climate["high"].get<double>() - low;
  const std::vector<double> means = unpacked_words(climate["merged"]);
  REQUIRE(means.size() == 3 * 3);
  const double truth[] = {-0.5, 1, 2};
  for (std::size_t c = 0; c < 3; ++c)
    CHECK_THAT(low + means[c] / 65534 * range, Catch::Matchers::WithinAbs(truth[c], 2.3e-5));
  CHECK(unpacked_words(data["topics"][1]["merged"])[2] == 65535);  // agent 3 has no opinion there
  CHECK(data["notes"][1] == "A circle of the network is a community, as it has more than 3 agents.");
}

TEST_CASE("ties of an animation come and go where graphs were kept on the way") {
  const sample::Folder folder("export_animation_graphs");
  const Json network =
      data_of(sample::NetworkRun{.attention = false, .later = true}.write(folder / "run.h5"))["network"];
  CHECK(network["ties"] == Json{0, 1, 1, 2, 1, 3, 2, 3});
  CHECK(unpacked(network["strength"].get<std::string>()) ==
        std::vector<std::uint8_t>{100, 100, 100, 0, 0, 0, 0, 100, 0, 0, 0, 100});
  CHECK_FALSE(network.contains("received"));
}

TEST_CASE("an animation without ties or attention says why, one without opinions is an error") {
  const sample::Folder folder("export_animation_lacks");
  CHECK(data_of(sample::NetworkRun{.ties = false}.write(folder / "a.h5"))["network"].is_null());
  const Json alike = data_of(sample::NetworkRun{.attention = false}.write(folder / "b.h5"));
  CHECK_FALSE(alike["network"].contains("strength"));
  CHECK_THAT(alike["notes"][0].get<std::string>(),
             Contains("All ties are drawn alike: attention was not recorded"));
  CHECK_THROWS_WITH(data_of(sample::NetworkRun{.opinions = false}.write(folder / "c.h5")),
                    Contains("keeps no opinions"));
}

TEST_CASE("in the page of an animation no name is code") {
  const sample::Folder folder("export_animation_page");
  const std::string page = sample::exported("animation", sample::NetworkRun{}.write(folder / "run.h5")).text;
  CHECK_THAT(page, Contains("<title>A &amp; B &lt;in&gt; &quot;quotes&quot;</title>"));
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK_THAT(page, Contains("\\u003cscript>alert(1)\\u003c/script>"));
  CHECK(page.find("src=") == std::string::npos);  // nothing is fetched
  CHECK(page.find("@import") == std::string::npos);
}
