#pragma once
#include "heed/core/matrix.hpp"

#include <functional>
#include <string>
#include <vector>

namespace heed::layers {

using Eigen::Index;

/// Should an optimiser's weight decay pull a parameter to 0? Matrices of a map, yes; offsets and tables, no.
enum class Decay { none, weight };

/// Numbers that are learned, and the gradient of the loss for them, to which every backward pass adds.
template <class Real> struct Parameter {
  Matrix<Real> value, gradient;
  Decay decay = Decay::weight;

  Parameter() = default;
  Parameter(Index rows, Index columns, Decay decays)
      : value(Matrix<Real>::Zero(rows, columns)), gradient(value), decay(decays) {}
};

/// What is shown each parameter of a layer in turn, with its name.
template <class Real> using Visit = std::function<void(const std::string& name, Parameter<Real>& parameter)>;

/// A visit of a part of a layer: the names it sees are those of the part after "prefix.".
template <class Real> Visit<Real> under(const std::string& prefix, const Visit<Real>& visit) {
  return [prefix, visit](const std::string& name, Parameter<Real>& parameter) {
    visit(prefix + "." + name, parameter);
  };
}

/// A parameter by its dotted path, such as "blocks.0.attention.query.weight".
template <class Real> struct Named {
  std::string name;
  Parameter<Real>* parameter;
};
template <class Real> using Parameters = std::vector<Named<Real>>;

/// All parameters of a layer, or of anything with a `parameters(visit)`, in the order it shows them. They
/// point into the layer, which must stay where it is.
template <class Real, class Model> Parameters<Real> parameters_of(Model& model) {
  Parameters<Real> out;
  model.parameters(Visit<Real>([&out](const std::string& name, Parameter<Real>& parameter) {
    out.push_back({name, &parameter});
  }));
  return out;
}

/// Forgets the gradients, before the next batch adds its own.
template <class Real> void clear_gradients(const Parameters<Real>& parameters) {
  for (const auto& [name, parameter] : parameters) parameter->gradient.setZero();
}

}  // namespace heed::layers
