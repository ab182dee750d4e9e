#pragma once
#include "heed/predict/law.hpp"

#include <cstdint>

namespace heed::theory {

/// Choice by the local field between two opposite opinions ±v is the Ising model at T: below T_c one of them
/// has the majority. With J' = J v² the coupling of two who hear each other (J v² / z where the field is the
/// mean of z): T_c is z J' and m = tanh(m T_c / T) where everyone hears everyone, 2 J' / ln(1 + √2) and
/// m = (1 - sinh⁻⁴(2 J' / T))^{1/8} on a periodic square lattice, 2 J' / ln(z / (z - 2)) on random graphs
/// of degree z, whose m is that of the tree they look like, and 0 on a ring. For other graphs none is known.
struct CriticalTemperature {
  static constexpr std::string_view summary =
      "below which temperature choice by the local field has a majority";
  static constexpr std::string_view source =
      "Onsager 1944; Yang 1952; Brock and Durlauf 2001; Dembo and Montanari 2010";

  Answer operator()(const Case& c) const;
};

/// m of everyone with everyone, T_c / T given.
double mean_field_magnetization(double inverse);
/// m of the periodic square lattice, J' / T given.
double lattice_magnetization(double coupling);
/// m of a random graph of degree z > 2, J' / T given.
double tree_magnetization(std::int64_t degree, double coupling);

}  // namespace heed::theory
