#include "heed/graph/read.hpp"

#include <fstream>

#include "catch.hpp"
#include "sample_run.hpp"
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

using namespace heed;
using Catch::Matchers::Contains;
using sample::exported;

TEST_CASE("GraphML reads back with heed's own reader: ties, weights, opinions, communities") {
  const sample::Folder folder("export_graphml_read");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  std::ofstream(folder / "n.graphml") << exported("graphml", run, {.at = "10"}).text;
  const Network network = read_network(folder / "n.graphml");
  REQUIRE(network.agents() == 4);
  const std::vector<Tie> ties = network.graph.ties();
  REQUIRE(ties.size() == 4);
  const std::vector<std::tuple<int, int, double>> truth = {{0, 1, 1}, {1, 0, 2}, {1, 2, 1}, {3, 1, 0.5}};
  for (std::size_t e = 0; e < 4; ++e)
    CHECK(std::tuple<int, int, double>(ties[e].hearer, ties[e].heard, ties[e].weight) == truth[e]);
  CHECK(network.numbers("opinion[climate]") == std::vector<double>{-0.5, 0, 0.5, 1});
  CHECK(std::isnan(network.numbers("opinion[<tax>]")[3]));
  CHECK(network.numbers("attention_received") == std::vector<double>{0.25, 2, 0.75, 0});
  CHECK(std::get<1>(network.column("community")->values) ==
        std::vector<std::string>{"left", "left", "right", "unknown"});
  const auto& labels = std::get<1>(network.column("label")->values);
  for (std::size_t i = 0; i < 3; ++i) CHECK(labels[i] == sample::hostile[i]);
  CHECK(labels[3] == "b\xEF\xBF\xBD\xEF\xBF\xBD d");
}

TEST_CASE("GraphML is well-formed XML to an independent parser, with attention on its edges") {
  const sample::Folder folder("export_graphml_xml");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  std::istringstream text(exported("graphml", run).text);
  boost::property_tree::ptree tree;
  read_xml(text, tree, boost::property_tree::xml_parser::trim_whitespace);
  CHECK(tree.get<std::string>("graphml.desc") == "A & B <in> \"quotes\", at step 20");
  const auto& graph = tree.get_child("graphml.graph");
  CHECK(graph.get<std::string>("<xmlattr>.edgedefault") == "directed");
  CHECK(graph.count("node") == 4);
  REQUIRE(graph.count("edge") == 4);
  std::vector<std::string> attention;
  for (const auto& [name, edge] : graph)
    if (name == "edge")
      for (const auto& [inner, data] : edge)
        if (inner == "data" && data.get<std::string>("<xmlattr>.key") == "attention")
          attention.push_back(data.data());
  CHECK(attention == std::vector<std::string>{"1", "0.5", "0.5", "1"});
}

TEST_CASE("a network without opinions or attention is exported with a remark, none at all is an error") {
  const sample::Folder folder("export_graphml_lacks");
  const std::string quiet =
      sample::NetworkRun{.attention = false, .opinions = false}.write(folder / "quiet.h5");
  const sample::Exported plain = exported("graphml", quiet);
  CHECK(plain.remarks ==
        std::vector<std::string>{"no opinions and no attention: they were not kept (record.opinions)"});
  CHECK(plain.text.find("opinion") == std::string::npos);
  CHECK_THROWS_WITH(exported("graphml", quiet, {.at = "last"}), Contains("keeps no opinions"));
  const std::string bare = sample::NetworkRun{.ties = false}.write(folder / "bare.h5");
  CHECK_THROWS_WITH(exported("graphml", bare),
                    Contains("keeps no network; run again with --set record.graph=true"));
  const std::string run = sample::write_run(folder / "agents.h5");
  CHECK_THROWS_WITH(exported("graphml", run), Contains("keeps no network"));
  CHECK_THROWS_WITH(exported("graphml", sample::write_grid(folder / "s.h5")),
                    Contains("is a sweep, but GraphML shows one run"));
  CHECK_THROWS_WITH(exported("graphml", quiet, {.at = "all"}), Contains("keeps no opinions"));
  const std::string full = sample::NetworkRun{}.write(folder / "full.h5");
  CHECK_THROWS_WITH(exported("graphml", full, {.at = "all"}), Contains("GraphML holds one moment"));
}
