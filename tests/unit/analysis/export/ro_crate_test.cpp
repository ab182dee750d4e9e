#include <fstream>

#include "catch.hpp"
#include "sample_run.hpp"
#include <nlohmann/json.hpp>

using Catch::Matchers::Contains;
using Json = nlohmann::json;
using sample::exported;

namespace {

/// The entity of that id.
Json entity(const Json& crate, const std::string& id) {
  for (const Json& one : crate["@graph"])
    if (one["@id"] == id) return one;
  FAIL("no entity " << id);
  return {};
}

/// Every {"@id": …} in it that is not an entity itself.
void check_references(const Json& crate, const Json& part) {
  if (part.is_object() && part.size() == 1 && part.contains("@id")) {
    const std::string id = part["@id"];
    if (!id.starts_with("https://w3id.org/")) entity(crate, id);
  } else if (part.is_structured()) {
    for (const Json& inner : part) check_references(crate, inner);
  }
}

}  // namespace

TEST_CASE("a crate describes the file, the software, the scenario and the seed, by RO-Crate 1.1") {
  const sample::Folder folder("export_crate");
  const std::string run = sample::NetworkRun{}.write(folder / "my run.h5");
  const sample::Exported out = exported("ro_crate", run, {.output = folder / "ro-crate-metadata.json"});
  const Json crate = Json::parse(out.text);
  CHECK(crate["@context"] == "https://w3id.org/ro/crate/1.1/context");
  const Json descriptor = entity(crate, "ro-crate-metadata.json"), root = entity(crate, "./");
  CHECK(descriptor["@type"] == "CreativeWork");
  CHECK(descriptor["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1");
  CHECK(descriptor["about"]["@id"] == "./");
  CHECK(root["@type"] == "Dataset");
  CHECK(root["name"] == "A & B <in> \"quotes\"");
  CHECK(root["hasPart"] == Json::parse(R"([{"@id": "my%20run.h5"}])"));
  const Json file = entity(crate, "my%20run.h5");
  CHECK(file["@type"] == "File");
  CHECK(file["contentSize"] == std::to_string(std::filesystem::file_size(run)));
  CHECK(file["variableMeasured"] == Json{"variance"});
  CHECK(entity(crate, "#heed")["version"] == "0.1.0");
  CHECK(entity(crate, "#seed")["value"] == 7);
  CHECK(entity(crate, "#run")["result"][0]["@id"] == "my%20run.h5");
  check_references(crate, crate["@graph"]);
  CHECK_FALSE(root.contains("datePublished"));
  CHECK(out.remarks == std::vector<std::string>{"the crate says no datePublished; add --about date=…",
                                                "the crate says no license; add --about license=…",
                                                "the crate says no author; add --about author=…"});
}

TEST_CASE("facts about a crate are taken from the command line, and checked") {
  const sample::Folder folder("export_crate_about");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5"),
                    output = folder / "ro-crate-metadata.json";
  std::ofstream(folder / "run.toml") << "heed = 1\n";
  const sample::Exported out = exported("ro_crate", run,
                                        {.output = output,
                                         .about = {{"author", "Ada <King>"},
                                                   {"date", "2024-02-29"},
                                                   {"license", "https://spdx.org/licenses/CC-BY-4.0"},
                                                   {"name", "mine"},
                                                   {"scenario", folder / "run.toml"}}});
  CHECK(out.remarks.empty());
  const Json crate = Json::parse(out.text), root = entity(crate, "./");
  CHECK(root["datePublished"] == "2024-02-29");
  CHECK(root["name"] == "mine");
  CHECK(entity(crate, root["author"]["@id"])["name"] == "Ada <King>");
  CHECK(root["license"]["@id"] == "https://spdx.org/licenses/CC-BY-4.0");
  CHECK(root["hasPart"].size() == 2);
  CHECK(entity(crate, "run.toml")["@type"] == "File");
  check_references(crate, crate["@graph"]);
  const auto about = [&](const std::string& key, const std::string& value) {
    return exported("ro_crate", run, {.output = output, .about = {{key, value}}});
  };
  CHECK_THROWS_WITH(about("autor", "A"), "'--about' knows no 'autor'; did you mean 'author'?");
  CHECK_THROWS_WITH(about("date", "soon"), "'--about date=soon' should be a date such as 2024-02-29");
  CHECK_THROWS_WITH(about("scenario", folder / "none.toml"), Contains("there is no scenario file '"));
  CHECK_THROWS_WITH(exported("ro_crate", run, {.output = "/ro-crate-metadata.jsonld"}),
                    Contains("write ro-crate-metadata.json, not 'ro-crate-metadata.jsonld'"));
  CHECK_THROWS_WITH(exported("ro_crate", run, {.output = "/usr/ro-crate-metadata.json"}),
                    Contains("is not below '/usr', and a crate describes what is in its folder"));
}
