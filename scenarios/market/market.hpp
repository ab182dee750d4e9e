#pragma once
#include "heed/core/choice.hpp"
#include "heed/run/scenario.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/market/file.hpp"
#include "scenarios/market/planted.hpp"
#include "scenarios/market/walk.hpp"
#include "scenarios/market/walks.hpp"

namespace heed::scenarios {

namespace prices {
/// Where prices come from.
using Catalogue = std::tuple<Planted, Walks, File>;
}  // namespace prices

/// Assets that heed each other by how alike their returns are: attention makes an affinity, a matching of
/// largest weight makes pairs of it, and what the pairs are worth is measured on the days after: planted
/// pairs found, groups respected, spreads traded. Beside it stands what it is held against.
class Market final : public Scenario {
 public:
  std::string_view summary() const override {
    return "pairs of assets, by attention between returns and a matching of largest weight";
  }
  void fields(Fields& f) override;
  Frame frame() const override;
  void keep_states(Keep keep) override { record_.states = keep != Keep::none; }
  void check(const ScenarioFile& file, std::vector<Problem>& problems) override;
  Outcome rehearse(const ScenarioFile& file) override;
  Outcome run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) override;

 private:
  /// [prices]
  struct Source {
    Choice<prices::Catalogue> kind;
    void fields(Fields& f) { f.kinds(kind, "drawn, or from a file"); }
  };
  Walk make();

  DataRun run_;
  Source prices_;
  AffinitySettings affinity_;
  PairingSettings pairing_;
  TradingSettings trading_;
  DataRecord record_;
  std::int64_t steps_ = 0;  ///< periods of the prices, once they were opened
};

}  // namespace heed::scenarios
