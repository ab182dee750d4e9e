#include "analysis/export/formats.hpp"
#include "analysis/json.hpp"
#include "heed/core/calendar.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

// RO-Crate 1.1 (https://w3id.org/ro/crate/1.1): a folder of research data that says what it is, in JSON-LD.

namespace heed::analysis {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view heed_id = "#heed";

const std::vector<std::string> known_facts = {"author", "date", "license", "name", "description", "scenario"};

/// A path as a relative URI.
std::string uri(const std::string& path) {
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// The place of a file in the crate. Throws Error (usage) where it is outside.
std::string place_in_crate(const fs::path& file, const fs::path& output) {
  const fs::path folder = fs::absolute(output).parent_path();
  const fs::path place = fs::absolute(file).lexically_normal().lexically_relative(folder.lexically_normal());
  if (place.empty() || *place.begin() == "..")
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is not below '{}', and a crate describes what is in its folder; write "
                            "ro-crate-metadata.json beside the file",
                            file.string(), folder.string()));
  return place.generic_string();
}

/// What is known of the crate.
class Crate {
 public:
  explicit Crate(const ExportRequest& request) : request_(request), results_(request.source.results()) {
    for (const auto& [key, value] : request.about) check(key, value);
  }

  Json json() {
    const Json crate = {{"@id", "ro-crate-metadata.json"},
                        {"@type", "CreativeWork"},
                        {"conformsTo", {{"@id", "https://w3id.org/ro/crate/1.1"}}},
                        {"about", {{"@id", "./"}}}};
    const Json data = output(), scenario = scenario_entity(), root = dataset(data, scenario);
    Json graph = {crate, root, data, scenario, software(), action(data, scenario), seed()};
    for (Json& more : people_) graph.push_back(std::move(more));
    return {{"@context", "https://w3id.org/ro/crate/1.1/context"}, {"@graph", std::move(graph)}};
  }

 private:
  std::string fact(const std::string& key) const {
    for (const auto& [known, value] : request_.about)
      if (known == key) return value;
    return "";
  }

  void check(const std::string& key, const std::string& value) const {
    if (std::find(known_facts.begin(), known_facts.end(), key) == known_facts.end()) {
      const std::string near = nearest(key, known_facts);
      throw Error(ErrorKind::usage, fmt::format("'--about' knows no '{}'; {}", key,
                                                near.empty() ? "it knows " + join(known_facts)
                                                             : "did you mean '" + near + "'?"));
    }
    if (key == "date" && !to_seconds(value))
      throw Error(ErrorKind::usage,
                  fmt::format("'--about date={}' should be a date such as 2024-02-29", value));
  }

  std::string what() const {
    return results_.is_sweep()
               ? fmt::format("a sweep of {} points by {} seeds", results_.points, results_.seeds)
               : "a run";
  }

  /// The HDF5 file.
  Json output() const {
    const std::string place = place_in_crate(request_.file(), request_.output);
    std::vector<std::string> variables;
    for (const Series& s : results_.series)
      if (std::find(variables.begin(), variables.end(), s.variable) == variables.end())
        variables.push_back(s.variable);
    return {{"@id", uri(place)},
            {"@type", "File"},
            {"name", place},
            {"description",
             fmt::format("{} of the scenario '{}': labelled arrays over time", what(), results_.scenario)},
            {"encodingFormat", "application/x-hdf5"},
            {"contentSize", std::to_string(fs::file_size(request_.file()))},
            {"variableMeasured", variables}};
  }

  /// The scenario: a file of the crate where it is named, else the text that the output keeps.
  Json scenario_entity() const {
    const TrajectoryReader& reader = results_.reader;
    Json out = {{"@id", "#scenario"}, {"@type", "CreativeWork"}, {"name", "the scenario as run"}};
    if (const std::string file = fact("scenario"); !file.empty()) {
      if (!fs::is_regular_file(file))
        throw Error(ErrorKind::usage, fmt::format("there is no scenario file '{}'", file));
      const std::string place = place_in_crate(file, request_.output);
      out = {{"@id", uri(place)}, {"@type", "File"}, {"name", place}};
    } else if (reader.has_variable("scenario_text")) {
      out["text"] = reader.texts("scenario_text").at(0);
    }
    out["encodingFormat"] = "application/toml";
    return out;
  }

  Json software() const {
    const std::string source = text_among(results_.reader.attributes(), "source");
    Json out = {{"@id", heed_id}, {"@type", "SoftwareApplication"}, {"name", "heed"}};
    if (source.starts_with("heed ")) out["version"] = source.substr(5, source.find(' ', 5) - 5);
    out["description"] = "attention-weighted agent-based simulation";
    return out;
  }

  Json seed() const {
    std::vector<double> seeds;
    for (const RunEnd& run : results_.runs)
      if (std::find(seeds.begin(), seeds.end(), run.seed) == seeds.end()) seeds.push_back(run.seed);
    Json values = Json::array();
    for (const double s : seeds) values.push_back(to_json(s));
    return {{"@id", "#seed"},
            {"@type", "PropertyValue"},
            {"name", "seed"},
            {"value", values.size() == 1 ? values[0] : values}};
  }

  Json action(const Json& data, const Json& scenario) const {
    return {{"@id", "#run"},
            {"@type", "CreateAction"},
            {"name", "simulation"},
            {"instrument", {{"@id", heed_id}}},
            {"object", {{{"@id", scenario["@id"]}}, {{"@id", "#seed"}}}},
            {"result", {{{"@id", data["@id"]}}}}};
  }

  Json dataset(const Json& data, const Json& scenario) {
    Json out = {{"@id", "./"}, {"@type", "Dataset"}};
    out["name"] = fact("name").empty() ? results_.title : fact("name");
    out["description"] = fact("description").empty()
                             ? fmt::format("{} of the scenario '{}', made by heed", what(), results_.scenario)
                             : fact("description");
    add_fact(out, "date", "datePublished", "");
    add_fact(out, "license", "license", "CreativeWork");
    add_fact(out, "author", "author", "Person");
    out["hasPart"] = {{{"@id", data["@id"]}}};
    if (scenario["@type"] == "File") out["hasPart"].push_back({{"@id", scenario["@id"]}});
    out["mentions"] = {{{"@id", "#run"}}};
    return out;
  }

  /// A fact of the dataset, or a remark that the crate should have it. One of a type is an entity of its own,
  /// under its address where it is one.
  void add_fact(Json& dataset, const std::string& key, const std::string& property, const std::string& type) {
    const std::string value = fact(key);
    if (value.empty()) {
      request_.remarks.push_back(fmt::format("the crate says no {}; add --about {}=…", property, key));
    } else if (type.empty()) {
      dataset[property] = value;
    } else {
      const std::string id =
          value.starts_with("https://") || value.starts_with("http://") ? value : "#" + key;
      dataset[property] = {{"@id", id}};
      people_.push_back({{"@id", id}, {"@type", type}, {"name", value}});
    }
  }

  const ExportRequest& request_;
  const Results& results_;
  std::vector<Json> people_;
};

void write(const ExportRequest& request, std::ostream& out) {
  if (request.output.filename() != "ro-crate-metadata.json")
    throw Error(ErrorKind::usage,
                fmt::format("a crate is known by its file's name; write ro-crate-metadata.json, not '{}'",
                            request.output.filename().string()));
  out << Crate(request).json().dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace

ExportFormat formats::ro_crate() {
  return {.summary = "what the file is, for archives (RO-Crate 1.1)",
          .ending = "ro-crate-metadata.json",
          .options = "--about",
          .write = write};
}

}  // namespace heed::analysis
