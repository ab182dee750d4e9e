#pragma once
#include "heed/run/checkpoint.hpp"
#include "heed/run/design.hpp"
#include "heed/run/scenario.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace heed::scenarios {

/// What stands at the top of every scenario file.
struct Header {
  std::int64_t format = 1;
  std::string title, scenario = "opinion";
  Path base;

  void fields(Fields& f);
};

/// A scenario file, read: its header, the scenario with the file's parameters, and the sweep if it has one.
struct Loaded {
  ScenarioFile file;
  Header header;
  std::unique_ptr<Scenario> scenario;
  SweepSettings sweep;
  bool sweeps = false;
};

/// What it is called when people are told of it: its title, else the file.
std::string heading(const Loaded& loaded);

/// The names of all scenarios, and a new one by name.
std::vector<std::string> scenario_names();
std::unique_ptr<Scenario> make_scenario(const std::string& name);

/// Everything a file of this scenario may hold, for reading, describing and schemas.
void declare(Fields& f, Header& header, Scenario& scenario, SweepSettings& sweep);
/// The same with defaults, for the reference.
std::function<void(Fields&)> declaration(const std::string& scenario);

/// Gives a scenario the values of a file; problems are added.
std::unique_ptr<Scenario> fill(const ScenarioFile& file, Header& header, SweepSettings& sweep,
                               std::vector<Problem>& problems, std::vector<std::string>* left_over = nullptr);
/// The same without the rest of the file: what a sweep makes of each of its points.
std::unique_ptr<Scenario> make_point(const ScenarioFile& file, std::vector<Problem>& problems);

/// The design of a sweep file, every point of it checked before anything starts. Throws FileErrors, Error
/// (usage).
Design checked_design(const Loaded& loaded);

/// The files beside the scenario's own that its runs read: networks, data, the table of a design.
std::vector<std::string> input_files(const Loaded& loaded);
/// The same of all runs of its sweep.
std::vector<std::string> input_files(const Loaded& loaded, const Design& design);

/// Throws Error (usage) where the output would replace a file that is read, be it by one point of a sweep.
void refuse_input_as_output(const Loaded& loaded, const std::string& output);

/// Reads a file with settings and checks it all. Throws FileErrors with every problem at once.
Loaded load(const std::string& path, const std::vector<std::string>& sets);

/// All that the results of a run follow from: the version of heed, the machine's arithmetic, the parameters,
/// the text, and the contents of the files that are read. How it is kept from being lost is not of it.
Identity identity_of(const Loaded& loaded);

/// Is this file, or part, of a run of the same text and `inputs`? And was it, if it is whole, written by the
/// same version too?
bool is_run_of(const Loaded& loaded, const std::string& inputs, const std::string& output);
bool is_result_of(const Loaded& loaded, const std::string& inputs, const std::string& output);

/// Attributes every output has: conventions, title, source, scenario, seed, all parameters; and the text as
/// run.
void write_identity(Recorder& recorder, const Loaded& loaded);

}  // namespace heed::scenarios
