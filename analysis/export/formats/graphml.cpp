#include "analysis/export/formats.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/export/text.hpp"
#include "heed/core/fields.hpp"

#include <cmath>
#include <ostream>

#include <fmt/ostream.h>

namespace heed::analysis {
namespace {

/// Keys are numbers of our own; what users wrote is in names and values only.
void declare(std::ostream& out, std::string_view id, std::string_view domain, std::string_view name,
             std::string_view type) {
  fmt::print(out, "  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", id, domain,
             xml_text(name), type);
}

void write_value(std::ostream& out, std::string_view key, double value) {
  if (std::isfinite(value)) fmt::print(out, "<data key=\"{}\">{}</data>", key, value);
}

void write_head(const FigureSource& source, const NetworkMoment& moment, std::ostream& out) {
  fmt::print(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
             "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
             "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
             "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n  <desc>{}</desc>\n",
             xml_text(moment.description));
  declare(out, "label", "node", "label", "string");
  if (!source.agents().community.empty()) declare(out, "community", "node", "community", "string");
  if (moment.has_attention()) declare(out, "received", "node", "attention_received", "double");
  if (!moment.snapshots.empty())
    for (std::size_t k = 0; k < topic_names(source).size(); ++k)
      declare(out, fmt::format("opinion{}", k), "node", opinion_name(source, k), "double");
  declare(out, "weight", "edge", "weight", "double");
  if (moment.has_attention()) declare(out, "attention", "edge", "attention", "double");
}

void write_nodes(const FigureSource& source, const NetworkMoment& moment, std::ostream& out) {
  const Matrix<double> opinions =
      moment.snapshots.empty() ? Matrix<double>() : source.opinions(moment.snapshots.back());
  const std::vector<std::string> communities = community_names(source);
  for (std::size_t i = 0; i < source.results().agents; ++i) {
    const auto agent = static_cast<Agent>(i);
    fmt::print(out, "    <node id=\"{}\"><data key=\"label\">{}</data>", i, xml_text(source.label_of(agent)));
    if (!source.agents().community.empty())
      fmt::print(out, "<data key=\"community\">{}</data>",
                 xml_text(communities[community_of(source, agent)]));
    if (moment.has_attention()) write_value(out, "received", moment.received[i]);
    for (Eigen::Index k = 0; k < opinions.cols(); ++k)
      write_value(out, fmt::format("opinion{}", k), opinions(static_cast<Eigen::Index>(i), k));
    out << "</node>\n";
  }
}

void write(const ExportRequest& request, std::ostream& out) {
  need_run(request, "GraphML");
  const std::vector<std::size_t> snapshots = moments_for_network(request);
  if (!snapshots.empty()) one_moment(request, snapshots, "GraphML");
  const NetworkMoment moment = network_at(request, snapshots);
  write_head(request.source, moment, out);
  out << "  <graph edgedefault=\"directed\">\n";
  write_nodes(request.source, moment, out);
  for (const MomentTie& tie : moment.ties) {
    fmt::print(out, "    <edge source=\"{}\" target=\"{}\">", tie.hearer, tie.heard);
    write_value(out, "weight", tie.weight);
    write_value(out, "attention", tie.attention);
    out << "</edge>\n";
  }
  out << "  </graph>\n</graphml>\n";
}

}  // namespace

ExportFormat formats::graphml() {
  return {.summary = "network with opinions and attention, for most programs",
          .ending = ".graphml",
          .options = "--at",
          .write = write};
}

}  // namespace heed::analysis
