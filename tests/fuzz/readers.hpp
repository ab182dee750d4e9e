#pragma once
#include "heed/core/error.hpp"
#include "heed/graph/read.hpp"
#include "heed/io/scenario_file.hpp"
#include "heed/io/table.hpp"
#include "scenarios/graph/tasks/columns.hpp"
#include "scenarios/graph/tasks/words.hpp"
#include "scenarios/market/file.hpp"
#include "scenarios/sensor_fusion/file.hpp"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

namespace heed::tests {

/// What hostile files are given to: a reader, by the folder of its seeds. It reads the file or throws
/// heed::Error; anything else is a mistake of heed.
struct FuzzedReader {
  std::string_view name;
  void (*read)(const std::string& path);
};

/// A network that was read holds what every other part of heed relies on.
inline void check_whole(const Network& network) {
  for (const Tie& tie : network.graph.ties())
    if (tie.hearer < 0 || tie.hearer >= network.agents() || tie.heard < 0 || tie.heard >= network.agents() ||
        !(tie.weight >= 0 && tie.weight < 1e308))
      throw std::logic_error("a tie of the network is not whole");
}

template <const char* format> void read_as(const std::string& path) {
  check_whole(read_network(path, {.format = format, .directed = true, .self_loops = true}));
  check_whole(read_network(path, {.format = format}));
}

/// Parameters of every type, as scenarios declare them.
struct SomeParameters {
  double number = 1;
  std::int64_t whole = 1;
  bool yes = false;
  std::string text;
  std::vector<double> numbers;

  void fields(Fields& f) {
    f("number", number, between(0, 10), "a number");
    f("whole", whole, at_least(0), "a whole number");
    f("yes", yes, any(), "yes or no");
    f("text", text, any(), "a text");
    f("numbers", numbers, any(), "numbers");
  }
};

inline void read_scenario(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  ScenarioFile file = ScenarioFile::parse(text);
  SomeParameters parameters, inside;
  std::vector<Problem> problems;
  file.fill(
      [&](Fields& f) {
        parameters.fields(f);
        f.table("inside", inside, "a table");
      },
      problems);
  (void)ScenarioFile::parse(file.text());  // what is kept with results can be read again
}

inline constexpr char edges[] = "edges", gml[] = "gml", graphml[] = "graphml", metis[] = "metis",
                      matrix_market[] = "matrix_market";

/// The network whose agents a table of columns or words speaks of.
inline Network three_agents() {
  Network network;
  network.graph = Graph(3, {{0, 1}, {1, 2}});
  return network;
}

inline void read_prices(const std::string& path) {
  for (const auto gaps :
       {scenarios::prices::Gaps::error, scenarios::prices::Gaps::drop, scenarios::prices::Gaps::carry}) {
    scenarios::prices::File file;
    file.file = Path{path, path};
    file.gaps = gaps;
    const scenarios::Prices prices = file.make(1);
    if (!prices.log_price.array().isFinite().all()) throw std::logic_error("a price is not whole");
  }
}

inline void read_groups(const std::string& path) {
  static const std::string prices = [] {
    const int file = memfd_create("prices", 0);
    const std::string_view text = "date,A,B\n1,1,2\n2,2,3\n";
    if (write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::abort();
    return "/proc/self/fd/" + std::to_string(file);
  }();
  scenarios::prices::File file;
  file.file = Path{prices, prices};
  file.groups = Path{path, path};
  file.make(1);
}

inline void read_sensors(const std::string& path) {
  scenarios::sensors::File file;
  file.file = Path{path, path};
  file.variance = 1;
  const auto readings = file.make(1);
  scenarios::Moment moment;
  for (std::int64_t k = 0; k < readings->moments(); ++k) readings->next(moment);
}

inline void read_words(const std::string& path) {
  scenarios::graph::tasks::Words words;
  words.file = Path{path, path};
  words.make(three_agents(), 1);
}

/// A table of agents, and the task that is made of its columns.
inline void read_agent_columns(const std::string& path) {
  Network network = three_agents();
  read_columns(network, path);
  scenarios::graph::tasks::Columns columns;
  for (const Column& c : network.columns)
    if (c.name != columns.label && c.name != columns.split) columns.features.push_back(c.name);
  columns.make(std::move(network), 1);
}

inline constexpr std::array<FuzzedReader, 12> fuzzed_readers = {{
    {"edges", read_as<edges>},
    {"gml", read_as<gml>},
    {"graphml", read_as<graphml>},
    {"metis", read_as<metis>},
    {"matrix_market", read_as<matrix_market>},
    {"columns", read_agent_columns},
    {"words", read_words},
    {"prices", read_prices},
    {"groups", read_groups},
    {"sensors", read_sensors},
    {"table",
     [](const std::string& path) {
       const Table table = read_table(path);
       for (const std::string& name : table.header) (void)table.texts(name);
     }},
    {"scenario", read_scenario},
}};

/// Gives bytes to a reader as a file in memory; errors that heed says in words are fine.
inline void read_hostile(const FuzzedReader& reader, std::string_view bytes) {
  const int file = memfd_create("input", MFD_CLOEXEC);
  if (file < 0 || write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  try {
    reader.read("/proc/self/fd/" + std::to_string(file));
  } catch (const Error&) {
  } catch (...) {
    close(file);
    throw;
  }
  close(file);
}

}  // namespace heed::tests
