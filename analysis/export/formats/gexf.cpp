#include "analysis/export/colour.hpp"
#include "analysis/export/formats.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/export/text.hpp"
#include "heed/core/error.hpp"
#include "heed/core/version.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

#include <fmt/ostream.h>

namespace heed::analysis {
namespace {

/// Opinions over time are text of some 60 bytes each, all of which Gephi keeps in memory.
constexpr std::size_t most_spells = 2'000'000;

/// What is written, and what several parts of it need.
class GexfWriter {
 public:
  GexfWriter(const FigureSource& source, const NetworkMoment& moment, std::ostream& out)
      : source_(source),
        moment_(moment),
        out_(out),
        topics_(moment.snapshots.empty() ? 0 : topic_names(source).size()),
        communities_(community_names(source)) {
    for (const std::size_t s : moment.snapshots) opinions_.push_back(source.opinions(s));
    if (topics_ > 0) range_ = source.range(moment.snapshots, 0);
    if (moment.has_attention())
      size_ = moment.received;
    else
      for (const Edge listeners : heard_by(source.graph_at(graph_of(source, moment.snapshots))))
        size_.push_back(static_cast<double>(listeners));
    largest_ = size_.empty() ? 0 : *std::max_element(size_.begin(), size_.end());
  }

  void write() {
    write_head();
    declare();
    out_ << "    <nodes>\n";
    for (std::size_t i = 0; i < source_.results().agents; ++i) write_node(i);
    out_ << "    </nodes>\n    <edges>\n";
    for (const MomentTie& tie : moment_.ties) write_edge(tie);
    out_ << "    </edges>\n  </graph>\n</gexf>\n";
  }

 private:
  bool over_time() const { return moment_.snapshots.size() > 1; }
  double time(std::size_t place) const { return source_.snapshots()[moment_.snapshots[place]]; }
  bool has_communities() const { return !source_.agents().community.empty(); }

  void write_head() {
    fmt::print(out_,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" "
               "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
               "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
               "  <meta><creator>heed {}</creator><description>{}</description></meta>\n"
               "  <graph defaultedgetype=\"directed\" ",
               version(), xml_text(moment_.description));
    if (over_time())
      fmt::print(out_, "mode=\"dynamic\" timeformat=\"double\" start=\"{}\" end=\"{}\">\n", time(0),
                 time(moment_.snapshots.size() - 1));
    else
      out_ << "mode=\"static\">\n";
  }

  void declare_one(std::string_view id, std::string_view title, std::string_view type) {
    fmt::print(out_, "      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", id, xml_text(title), type);
  }

  void declare_opinions() {
    for (std::size_t k = 0; k < topics_; ++k)
      declare_one(fmt::format("opinion{}", k), opinion_name(source_, k), "double");
  }

  void declare() {
    out_ << "    <attributes class=\"node\" mode=\"static\">\n";
    if (has_communities()) declare_one("community", "community", "string");
    if (moment_.has_attention()) declare_one("received", "attention_received", "double");
    if (!over_time()) declare_opinions();
    out_ << "    </attributes>\n";
    if (over_time()) {
      out_ << "    <attributes class=\"node\" mode=\"dynamic\">\n";
      declare_opinions();
      out_ << "    </attributes>\n";
    }
    if (!moment_.has_attention()) return;
    out_ << "    <attributes class=\"edge\" mode=\"static\">\n";
    declare_one("attention", "attention", "double");
    out_ << "    </attributes>\n";
  }

  /// An opinion holds from its snapshot to the next.
  void write_opinions(std::size_t i) {
    for (std::size_t k = 0; k < topics_; ++k)
      for (std::size_t s = 0; s < opinions_.size(); ++s) {
        const double value = opinions_[s](static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
        if (!std::isfinite(value)) continue;
        fmt::print(out_, "<attvalue for=\"opinion{}\" value=\"{}\"", k, value);
        if (over_time())
          fmt::print(out_, " start=\"{}\" end=\"{}\"", time(s), time(std::min(s + 1, opinions_.size() - 1)));
        out_ << "/>";
      }
  }

  void write_node(std::size_t i) {
    const auto agent = static_cast<Agent>(i);
    fmt::print(out_, "      <node id=\"{}\" label=\"{}\"><attvalues>", i, xml_text(source_.label_of(agent)));
    if (has_communities())
      fmt::print(out_, "<attvalue for=\"community\" value=\"{}\"/>",
                 xml_text(communities_[community_of(source_, agent)]));
    if (moment_.has_attention())
      fmt::print(out_, "<attvalue for=\"received\" value=\"{}\"/>", moment_.received[i]);
    write_opinions(i);
    out_ << "</attvalues>";
    write_look(i);
    out_ << "</node>\n";
  }

  /// The colour of its last opinion on the first topic; a disc whose area is the attention it receives.
  void write_look(std::size_t i) {
    const double opinion = topics_ > 0 ? opinions_.back()(static_cast<Eigen::Index>(i), 0) : std::nan("");
    if (std::isfinite(opinion)) {
      const Rgb c = opinion_colour_at((opinion - range_.first) / (range_.second - range_.first));
      fmt::print(out_, "<viz:color r=\"{}\" g=\"{}\" b=\"{}\"/>", c[0], c[1], c[2]);
    }
    const double share = largest_ > 0 ? size_[i] / largest_ : 0;
    fmt::print(out_, "<viz:size value=\"{:.4g}\"/>", 4 + 16 * std::sqrt(share));
  }

  void write_edge(const MomentTie& tie) {
    fmt::print(out_, "      <edge source=\"{}\" target=\"{}\"", tie.hearer, tie.heard);
    if (std::isfinite(tie.weight)) fmt::print(out_, " weight=\"{}\"", tie.weight);
    if (std::isfinite(tie.attention))
      fmt::print(out_, "><attvalues><attvalue for=\"attention\" value=\"{}\"/></attvalues></edge>\n",
                 tie.attention);
    else
      out_ << "/>\n";
  }

  const FigureSource& source_;
  const NetworkMoment& moment_;
  std::ostream& out_;
  std::size_t topics_;
  std::vector<std::string> communities_;
  std::vector<Matrix<double>> opinions_;  // of each snapshot
  std::pair<double, double> range_{0, 1};
  std::vector<double> size_;
  double largest_ = 0;
};

void refuse_too_much(const FigureSource& source, std::size_t snapshots) {
  const std::size_t spells = snapshots * source.results().agents * topic_names(source).size();
  if (spells > most_spells)
    throw Error(
        ErrorKind::usage,
        fmt::format("{} agents at {} snapshots are {} opinions, more than network programs take ({}); "
                    "give '--at last', '--at first' or a step",
                    source.results().agents, snapshots, spells, most_spells));
}

void write(const ExportRequest& request, std::ostream& out) {
  const FigureSource& source = request.source;
  need_run(request, "GEXF");
  const std::vector<std::size_t> snapshots = moments_for_network(request);
  if (snapshots.size() > 1) refuse_too_much(source, snapshots.size());
  const NetworkMoment moment = network_at(request, snapshots);
  GexfWriter(source, moment, out).write();
}

}  // namespace

ExportFormat formats::gexf() {
  return {.summary = "network for Gephi, with colours; over time with --at all",
          .ending = ".gexf",
          .options = "--at",
          .write = write};
}

}  // namespace heed::analysis
