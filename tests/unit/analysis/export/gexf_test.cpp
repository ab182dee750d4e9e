#include "analysis/export/colour.hpp"

#include <map>

#include "catch.hpp"
#include "sample_run.hpp"
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

using boost::property_tree::ptree;
using Catch::Matchers::Contains;
using sample::exported;

namespace {

ptree parsed(const std::string& text) {
  std::istringstream stream(text);
  ptree tree;
  read_xml(stream, tree, boost::property_tree::xml_parser::trim_whitespace);
  return tree.get_child("gexf");
}

std::vector<ptree> children(const ptree& tree, const std::string& name) {
  std::vector<ptree> out;
  for (const auto& [key, child] : tree)
    if (key == name) out.push_back(child);
  return out;
}

std::string attribute(const ptree& tree, const std::string& name) {
  return tree.get<std::string>("<xmlattr>." + name, "");
}

/// The values of a node or an edge by the id of their attribute.
std::map<std::string, std::string> values(const ptree& item) {
  std::map<std::string, std::string> out;
  for (const ptree& value : children(item.get_child("attvalues"), "attvalue"))
    out[attribute(value, "for")] = attribute(value, "value");
  return out;
}

}  // namespace

TEST_CASE("GEXF holds labels, communities, opinions, attention, colours and sizes") {
  const sample::Folder folder("export_gexf");
  const ptree gexf = parsed(exported("gexf", sample::NetworkRun{}.write(folder / "run.h5")).text);
  CHECK(attribute(gexf, "version") == "1.3");
  CHECK(attribute(gexf, "xmlns") == "http://gexf.net/1.3");
  CHECK(attribute(gexf.get_child("graph"), "mode") == "static");
  const auto nodes = children(gexf.get_child("graph.nodes"), "node");
  REQUIRE(nodes.size() == 4);
  for (std::size_t i = 0; i < 3; ++i) CHECK(attribute(nodes[i], "label") == sample::hostile[i]);
  CHECK(values(nodes[1]) ==
        std::map<std::string, std::string>{
            {"community", "left"}, {"received", "2"}, {"opinion0", "0"}, {"opinion1", "1"}});
  CHECK(values(nodes[3]) ==
        std::map<std::string, std::string>{{"community", "unknown"}, {"received", "0"}, {"opinion0", "0.5"}});
  // Opinions -0.25 … 0.5: the lowest is the first colour. Areas beyond the smallest go with attention, 0.5,
  // 2, 0.5, 0.
  CHECK(attribute(nodes[0].get_child("viz:color"), "r") == std::to_string(0x21));
  CHECK(attribute(nodes[0].get_child("viz:size"), "value") == "12");
  CHECK(attribute(nodes[1].get_child("viz:size"), "value") == "20");
  CHECK(attribute(nodes[3].get_child("viz:size"), "value") == "4");
  const auto edges = children(gexf.get_child("graph.edges"), "edge");
  REQUIRE(edges.size() == 4);
  CHECK(attribute(edges[1], "source") == "1");
  CHECK(attribute(edges[1], "target") == "0");
  CHECK(attribute(edges[1], "weight") == "2");
  CHECK(values(edges[1]).at("attention") == "0.5");
}

TEST_CASE("GEXF over all snapshots has opinions as spells from one to the next") {
  const sample::Folder folder("export_gexf_all");
  const ptree gexf =
      parsed(exported("gexf", sample::NetworkRun{}.write(folder / "run.h5"), {.at = "all"}).text);
  const ptree graph = gexf.get_child("graph");
  CHECK(attribute(graph, "mode") == "dynamic");
  CHECK(attribute(graph, "end") == "20");
  std::vector<std::string> modes;
  for (const ptree& part : children(graph, "attributes")) modes.push_back(attribute(part, "mode"));
  CHECK(modes == std::vector<std::string>{"static", "dynamic", "static"});
  std::vector<std::string> spells;
  for (const ptree& value :
       children(children(graph.get_child("nodes"), "node")[0].get_child("attvalues"), "attvalue"))
    if (attribute(value, "for") == "opinion0")
      spells.push_back(attribute(value, "value") + ":" + attribute(value, "start") + "-" +
                       attribute(value, "end"));
  CHECK(spells == std::vector<std::string>{"-1:0-10", "-0.5:10-20", "-0.25:20-20"});
}

TEST_CASE("without attention circles go by how many hear an agent") {
  const sample::Folder folder("export_gexf_quiet");
  const sample::Exported quiet =
      exported("gexf", sample::NetworkRun{.attention = false}.write(folder / "run.h5"));
  REQUIRE(quiet.remarks.size() == 1);
  CHECK_THAT(quiet.remarks[0], Contains("no attention: attention was not recorded"));
  const auto nodes = children(parsed(quiet.text).get_child("graph.nodes"), "node");
  CHECK(attribute(nodes[1].get_child("viz:size"), "value") == "20");
  CHECK(attribute(nodes[3].get_child("viz:size"), "value") == "4");
}

TEST_CASE("GEXF has the ties of the graph that was kept last before its moment") {
  const sample::Folder folder("export_gexf_later");
  const std::string run = sample::NetworkRun{.attention = false, .later = true}.write(folder / "run.h5");
  const auto edges = [&](const char* at) {
    return children(parsed(exported("gexf", run, {.at = at}).text).get_child("graph.edges"), "edge");
  };
  CHECK(edges("first").size() == 4);
  REQUIRE(edges("last").size() == 1);
  CHECK(attribute(edges("last")[0], "source") == "2");
  CHECK(attribute(edges("last")[0], "target") == "3");
}

TEST_CASE("colours of opinions run from blue over grey to orange") {
  using heed::analysis::opinion_colour_at;
  using heed::analysis::Rgb;
  CHECK(opinion_colour_at(0) == Rgb{0x21, 0x66, 0xac});
  CHECK(opinion_colour_at(0.5) == Rgb{0xb9, 0xb9, 0xb9});
  CHECK(opinion_colour_at(0.125) == Rgb{68, 136, 190});  // half way between the first two
  CHECK(opinion_colour_at(1) == Rgb{0xb3, 0x58, 0x06});
  CHECK(opinion_colour_at(7) == opinion_colour_at(1));
}
