# À gauche, la loss contre η t ; à droite, la longueur du pas.
height = 7
@canvas
array eta[4] = [0.25, 1, 2, 4]
table(k) = results.sprintf('/flow%g.tsv', eta[k])

# Le plus grand taux peut sortir du cadre, non les deux plus petits ; un pas
# nul ne peut s'y voir.
high = 1
short = 1e-3
long = 20
@point
do for [k=1:2] {
    stats table(k) using 2 nooutput
    high = STATS_max > high ? STATS_max : high
}
do for [k=1:4] {
    stats table(k) using ($7 > 0 ? $7 : short) nooutput
    short = STATS_min < short ? STATS_min : short
    long = STATS_max > long ? STATS_max : long
}
@comma

@panels
set lmargin 9
set xlabel 'η t'
set xrange [0:120]
set xtics 30
set multiplot layout 1,2
set ylabel 'loss'
set yrange [0:high]
set key top right
plot for [k=1:4] table(k) using 1:2 with lines ls k \
         title gprintf('η = %g', eta[k])
set ylabel 'longueur du pas, η ‖∇L‖' offset -0.8
@logy
set yrange [short:long]
unset key
plot for [k=1:4] table(k) using 1:7 with lines ls k
unset multiplot
