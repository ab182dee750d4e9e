#include "analysis/export/formats.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/export/text.hpp"
#include "analysis/tidy.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// run,seed,<parameters>,time,<observables>
void write_observables(const ExportRequest& request, std::ostream& out) {
  write_tidy({&request.source.results(), 1}, {}, out);
}

/// time,agent,topic,opinion
void write_opinions(const ExportRequest& request, std::ostream& out) {
  const FigureSource& source = request.source;
  const std::vector<std::size_t> snapshots = asked_snapshots(request, "all");
  const std::vector<std::string> topics = topic_names(source);
  out << csv_line({"time", "agent", "topic", "opinion"});
  for (const std::size_t s : snapshots) {
    const Matrix<double> opinions = source.opinions(s);
    for (Eigen::Index i = 0; i < opinions.rows(); ++i)
      for (Eigen::Index k = 0; k < opinions.cols(); ++k)
        out << csv_line({source.snapshots()[s], static_cast<double>(i),
                         valid_utf8(topics[static_cast<std::size_t>(k)]), opinions(i, k)});
  }
}

/// A column of the table of agents: its name, and what it has for each.
struct AgentColumn {
  std::string name;
  std::vector<Cell> cells;
};

/// label, community, heard_by, attention_received, the opinions: those that the file has something for.
std::vector<AgentColumn> agent_columns(const ExportRequest& request) {
  const FigureSource& source = request.source;
  const auto agents = static_cast<Agent>(source.results().agents);
  std::vector<AgentColumn> out;
  const auto add = [&](std::string name, auto cell) {
    out.push_back({std::move(name), {}});
    for (Agent i = 0; i < agents; ++i) out.back().cells.emplace_back(cell(i));
  };
  if (!source.agents().labels.empty()) add("label", [&](Agent i) { return valid_utf8(source.label_of(i)); });
  if (!source.agents().community.empty())
    add("community",
        [&, names = community_names(source)](Agent i) { return valid_utf8(names[community_of(source, i)]); });
  const std::vector<std::size_t> moments = moments_for_network(request);
  if (source.has_ties()) {
    const std::vector<Edge> listeners = heard_by(source.graph_at(graph_of(source, moments)));
    add("heard_by", [&](Agent i) { return static_cast<double>(listeners[static_cast<std::size_t>(i)]); });
  }
  if (moments.empty()) return out;
  const std::size_t snapshot = one_moment(request, moments, "a table of agents");
  if (source.lacks_attention().empty()) {
    const std::vector<double> received =
        received_attention(paid_attention(source, snapshot), source.results().agents);
    add("attention_received", [&](Agent i) { return received[static_cast<std::size_t>(i)]; });
  }
  const Matrix<double> opinions = source.opinions(snapshot);
  for (Eigen::Index k = 0; k < opinions.cols(); ++k)
    add(valid_utf8(opinion_name(source, static_cast<std::size_t>(k))),
        [&](Agent i) { return opinions(i, k); });
  return out;
}

/// agent and what is known of each.
void write_agents(const ExportRequest& request, std::ostream& out) {
  const std::size_t agents = request.source.results().agents;
  if (agents == 0) throw Error(ErrorKind::data, fmt::format("'{}' holds no agents", request.file()));
  const std::vector<AgentColumn> columns = agent_columns(request);
  std::vector<Cell> line = {"agent"};
  for (const AgentColumn& column : columns) line.emplace_back(column.name);
  out << csv_line(line);
  for (std::size_t i = 0; i < agents; ++i) {
    line.assign(1, static_cast<double>(i));
    for (const AgentColumn& column : columns) line.push_back(column.cells[i]);
    out << csv_line(line);
  }
}

/// hearer,heard,weight
void write_ties(const ExportRequest& request, std::ostream& out) {
  need_ties(request);
  out << csv_line({"hearer", "heard", "weight"});
  for (const Tie& tie : kept_ties(request.source))
    out << csv_line({static_cast<double>(tie.hearer), static_cast<double>(tie.heard), tie.weight});
}

/// time,hearer,heard,attention
void write_attention(const ExportRequest& request, std::ostream& out) {
  const FigureSource& source = request.source;
  const std::vector<std::size_t> snapshots = asked_snapshots(request, "last");
  if (const std::string lack = source.lacks_attention(); !lack.empty())
    throw Error(ErrorKind::data, fmt::format("'{}' has no attention: {}", request.file(), lack));
  out << csv_line({"time", "hearer", "heard", "attention"});
  for (const std::size_t s : snapshots)
    for (const Tie& tie : paid_attention(source, s))
      out << csv_line({source.snapshots()[s], static_cast<double>(tie.hearer), static_cast<double>(tie.heard),
                       tie.weight});
}

/// A table that CSV can hold.
struct NamedTable {
  std::string name;
  void (*write)(const ExportRequest&, std::ostream&);
  bool of_one_run, at_a_time;
};

const NamedTable tables[] = {{"observables", write_observables, false, false},
                             {"opinions", write_opinions, true, true},
                             {"agents", write_agents, true, true},
                             {"ties", write_ties, true, false},
                             {"attention", write_attention, true, true}};

void write(const ExportRequest& request, std::ostream& out) {
  const std::string& asked = request.what.empty() ? tables[0].name : request.what;
  const auto table = std::find_if(std::begin(tables), std::end(tables),
                                  [&](const NamedTable& t) { return t.name == asked; });
  if (table == std::end(tables)) {
    std::vector<std::string> names;
    for (const NamedTable& t : tables) names.push_back(t.name);
    throw Error(ErrorKind::usage, fmt::format("there is no table '{}'; tables: {}", asked, join(names)));
  }
  if (table->of_one_run) need_run(request, "a table of " + table->name);
  if (!table->at_a_time && !request.at.empty())
    throw Error(ErrorKind::usage, fmt::format("'--at' chooses no {}; leave it out", table->name));
  table->write(request, out);
}

}  // namespace

ExportFormat formats::csv() {
  return {.summary = "tidy table of what --what says",
          .ending = ".csv",
          .options = "--what --at",
          .write = write};
}

}  // namespace heed::analysis
