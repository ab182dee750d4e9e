// `heed structure`, and networks that change on the way.
#include "heed/io/trajectory.hpp"

#include <string>

#include "command.hpp"
#include <nlohmann/json.hpp>

using namespace heed;
using namespace heed::tests;

TEST_CASE("structure of a network file and of a scenario, with random graphs beside") {
  const Scratch folder;
  const std::string scenarios = std::string(HEED_SOURCE_DIR) + "/scenarios/";
  const Result karate =
      heed_command(folder, "structure '" + scenarios + "opinion/karate.toml' --nulls 20 --json");
  INFO(karate.err);
  REQUIRE(karate.status == 0);
  const auto json = nlohmann::json::parse(karate.out)["measures"];
  CHECK_THAT(json["modularity"]["value"].get<double>(), WithinAbs(0.358235, 5e-7));
  CHECK_THAT(json["assortativity"]["value"].get<double>(), WithinAbs(0.717531, 5e-7));
  CHECK_THAT(json["ei_index"]["value"].get<double>(), WithinAbs(-0.717949, 5e-7));
  const std::string edges = "structure '" + scenarios + "opinion/karate.edges' --nulls 10";
  const Result spectral = heed_command(folder, edges + " --csv");
  CHECK(spectral.status == 0);
  CHECK(spectral.out.rfind("measure,value,null_mean,null_sd,z,normalised\nmodularity,", 0) == 0);
  CHECK(spectral.out == heed_command(folder, edges + " --csv").out);  // the same each time
  CHECK(heed_command(folder, edges + " --groups communities").status == 2);
  CHECK(heed_command(folder, "structure '" + scenarios + "market/planted_pairs.toml'").status == 2);
  const Result nowhere = heed_command(folder, edges + " --set 'a\"b=1'");
  CHECK(nowhere.status == 2);
  CHECK(contains(nowhere.err, "--set a\"b=1: write path=value"));
}

TEST_CASE("a run that rewires keeps its graphs, the same on any number of threads") {
  const Scratch folder;
  folder.write("a.toml",
               small +
                   "[[event]]\nkind = \"rewire\"\nstep = 2\nevery = 3\nthreshold = 0.04\nrate = 0.5\n"
                   "[record]\ngraph_every = 5\nobservables = [\"ei_index\", \"assortativity\"]\n");
  for (const std::string threads : {"1", "3"})
    REQUIRE(
        heed_command(folder,
                     "run a.toml -q --set 'record.observables=[{kind=\"ei_index\",of=\"community\"}]' -o t" +
                         threads + ".h5 --threads " + threads)
            .status == 0);
  CHECK(contents(folder / "t1.h5") == contents(folder / "t3.h5"));
  const TrajectoryReader run(folder / "t1.h5");
  const auto& shape = run.shape("graph/source_at");
  REQUIRE(shape.size() == 2);
  CHECK(shape[0] == 5);  // steps 0, 5, 10, 15, 20
  CHECK(run.numbers("graph/source_at", 0, 1) == run.numbers("graph/source"));
  CHECK(run.numbers("graph/target_at", 0, 1) == run.numbers("graph/target"));
  CHECK(run.numbers("graph/source_at", 4, 1) != run.numbers("graph/source"));
  const auto ei = run.numbers("ei_index");
  CHECK(ei.back() < ei.front());  // homophily has grown
  // Attention by tie has no meaning where ties change.
  const Result weights = heed_command(folder, "run a.toml -q -o w.h5 --set record.attention_every=5");
  CHECK(weights.status == 2);
  CHECK(contains(weights.err, "attention weights cannot be kept when an event changes the ties"));
  // With threshold 0 nothing changes: the opinions have the same bits as without.
  REQUIRE(heed_command(folder, "run a.toml -q -o none.h5 --set 'event=[]'").status == 0);
  REQUIRE(
      heed_command(folder, "run a.toml -q -o zero.h5 --set 'event=[{kind=\"rewire\",every=1,threshold=0.0}]'")
          .status == 0);
  CHECK(TrajectoryReader(folder / "none.h5").numbers("opinion") ==
        TrajectoryReader(folder / "zero.h5").numbers("opinion"));
}
