// Networks that are known from the literature, where the data folder is present.
#include <algorithm>
#include <set>

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {
namespace {

using namespace tests;

/// The path of a network of the data folder; empty, and said so, where it is absent.
std::string network_file(const std::string& name) {
  const std::string path = data_file("networks/" + name);
  if (path.empty()) WARN("skipped: no data folder");
  return path;
}

}  // namespace

TEST_CASE("the karate club is the same as METIS and as an edge list") {
  const std::string metis = network_file("karate.metis.graph"), edges = network_file("karate.edges.txt");
  if (metis.empty() || edges.empty()) return;
  Network network = read_network(edges);
  CHECK(network.agents() == 34);
  CHECK(network.graph.edges() == 2 * 78);
  CHECK(triples(network) == triples(read_network(metis)));
  read_columns(network, network_file("karate.labels.txt"));
  const auto& side = network.numbers("community");
  CHECK(std::count(side.begin(), side.end(), 0.0) == 17);
  CHECK(side[0] == 0);
  CHECK(side[33] == 1);
}

TEST_CASE("the political blogs have a component of 1222 with 16714 ties") {
  const std::string path = network_file("polblogs.gml");
  if (path.empty()) return;
  const Network network = read_network(path);
  CHECK(network.agents() == 1224);
  CHECK(network.graph.edges() == 2 * 16715);
  const Network core = subnetwork(network, largest_component(network.graph));
  CHECK(core.agents() == 1222);
  CHECK(core.graph.edges() == 2 * 16714);
  const auto& camp = core.numbers("value");
  CHECK(std::set<double>(camp.begin(), camp.end()) == std::set<double>{0, 1});
  REQUIRE(network.column("source"));
  CHECK(std::get<1>(network.column("source")->values)[0] == "Blogarama");
}

TEST_CASE("the e-mails of a European institute have 1005 people in 42 departments") {
  const std::string path = network_file("email-Eu-core.txt");
  if (path.empty()) return;
  Network network = read_network(path, {.directed = true});
  CHECK(network.agents() == 1005);
  CHECK(network.graph.edges() == 25571 - 642);
  CHECK(network.notes == Texts{"'email-Eu-core.txt': 642 ties of an agent with itself were left out"});
  CHECK(read_network(path, {.directed = true, .self_loops = true}).graph.edges() == 25571);
  CHECK(largest_component(network.graph).size() == 986);
  read_columns(network, network_file("email-Eu-core-department-labels.txt"));
  network.use_as_community("community");
  CHECK(network.community_names.size() == 42);
  CHECK(network.community[2] == 21);
}

TEST_CASE("compressed networks of SNAP have their published sizes") {
  const std::string facebook = network_file("facebook_combined.txt.gz"),
                    votes = network_file("wiki-Vote.txt.gz");
  if (facebook.empty() || votes.empty()) return;
  const Network friends = read_network(facebook);
  CHECK(friends.agents() == 4039);
  CHECK(friends.graph.edges() == 2 * 88234);
  const Network voters = read_network(votes, {.directed = true});
  CHECK(voters.agents() == 7115);
  CHECK(voters.graph.edges() == 103689);
  CHECK(voters.labels[0] == "3");
}

TEST_CASE("retweet networks have the size of their header, weights and two sides") {
  for (const auto& [topic, agents, ties] : {std::tuple{"ff", 5401, 7646},
                                            {"germanwings", 29763, 39075},
                                            {"nemtsov", 6546, 10172},
                                            {"netanyahu", 9434, 14476},
                                            {"sxsw", 9304, 11003},
                                            {"ultralive", 9261, 15544}}) {
    const std::string path = network_file("retweet/" + std::string(topic) + ".edges.gz");
    if (path.empty()) return;
    INFO(topic);
    Network network = read_network(path, {.directed = true});
    CHECK(network.agents() == agents);
    CHECK(network.graph.edges() == ties);
    CHECK(network.graph.weighted());
    read_columns(network, network_file("retweet/" + std::string(topic) + ".sides.gz"));
    const auto& side = network.numbers("community");
    CHECK(std::set<double>(side.begin(), side.end()) == std::set<double>{0, 1});
  }
}

TEST_CASE("the weights of Les Miserables are not doubled") {
  const std::string path = network_file("lesmis.metis.graph");
  if (path.empty()) return;
  const Network network = read_network(path);
  CHECK(network.agents() == 77);
  CHECK(network.graph.edges() == 2 * 254);
  double total = 0;
  for (const Tie& t : network.graph.ties()) total += t.weight;
  CHECK(total == 2 * 820);
}

TEST_CASE("college football has 115 teams, 613 games and 12 conferences") {
  const std::string path = network_file("football.gml");
  if (path.empty()) return;
  Network network = read_network(path);
  CHECK(network.agents() == 115);
  CHECK(network.graph.edges() == 2 * 613);
  CHECK(network.labels[0] == "BrighamYoung");
  network.use_as_community("value");
  CHECK(network.community_names.size() == 12);
}

}  // namespace heed
