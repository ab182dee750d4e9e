#include "scenarios/network_recording.hpp"

#include "heed/io/trajectory.hpp"

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;

namespace {

TrajectoryReader recorded(const std::string& path, const Network& network) {
  TrajectoryWriter file(path);
  scenarios::write_agents(network, file);
  scenarios::write_graph(network.graph, file);
  file.finish();
  return TrajectoryReader(path);
}

Network pair_of(double weight) {
  Network out;
  out.graph = Graph(2, {{0, 1, 0.1}, {1, 0, weight}}, true);
  return out;
}

}  // namespace

TEST_CASE("names of communities hold no white space, and are kept however many there are") {
  const sample::Folder folder("network_recording");
  Network network;
  network.graph = Graph(200, {{0, 1}});
  for (int c = 0; c < 200; ++c) {
    network.community.push_back(c);
    network.community_names.push_back("c " + std::to_string(c) + "\tof\n200");
  }
  const TrajectoryReader many = recorded(folder / "many.h5", network);
  CHECK(many.numbers("community")[199] == 199);
  const std::string names = text_among(many.variable("community").attributes, "flag_meanings");
  CHECK(names.starts_with("c_0_of_200 c_1_of_200 "));
  CHECK(names.ends_with(" c_199_of_200"));
  network.community.assign(200, 1);
  network.community_names.resize(127);
  CHECK(recorded(folder / "few.h5", network).variable("community").type == Type::int8);
}

TEST_CASE("weights that float32 would change are kept as float64") {
  const sample::Folder folder("weight_recording");
  for (const double weight : {16777217.0, 1e39, 1e-42}) {
    const TrajectoryReader file = recorded(folder / (std::to_string(weight) + ".h5"), pair_of(weight));
    CHECK(file.variable("graph/weight").type == Type::float64);
    CHECK(file.numbers("graph/weight") == std::vector<double>{0.1, weight});
  }
  const TrajectoryReader file = recorded(folder / "small.h5", pair_of(3));
  CHECK(file.variable("graph/weight").type == Type::float32);
}
