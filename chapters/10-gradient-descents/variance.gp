# Le bruit d'un lot selon sa taille ; le bruit et le signal, epoch par epoch.
height = 7
@canvas
variance = results.'/variance.tsv'
noise = results.'/noise.tsv'
# Toujours avec un point : gnuplot diviserait deux entiers en entiers.
number(key) = system("awk '/^".key.":/ {printf \"%.17e\", $2}' " \
    .results."/results.yaml") + 0
batch = number('batch')
epochs = number('epochs')
# L'échelle habituelle, élargie s'il le faut.
array low[2] = [1e-4, 1]
array high[2] = [5, 1e4]
@point
do for [c=3:5:2] {
    stats variance using c nooutput
    low[1] = STATS_min > 0 && STATS_min < low[1] ? STATS_min : low[1]
    high[1] = STATS_max > high[1] ? STATS_max : high[1]
}
stats noise using (10**$5) nooutput
low[2] = STATS_min < low[2] ? STATS_min : low[2]
stats noise using (10**$6) nooutput
high[2] = STATS_max > high[2] ? STATS_max : high[2]
@comma

@panels
set lmargin 9
set multiplot layout 1,2
set xlabel 'taille du lot B'
set ylabel 'variance du gradient du lot' offset 0.5
@logx
@logy
set xrange [0.8:1.25 * number('points')]
set yrange [low[1]:high[1]]
set key bottom left
plot variance using 1:2 with lines ls 1, \
     variance using 1:4 with lines ls 2, \
     variance using 1:3 with points ls 1 pt 6 ps 0.6 title 'avec remise', \
     variance using 1:5 with points ls 2 pt 8 ps 0.6 title 'sans remise'
unset logscale x
set format x '%g'
set xlabel 'epoch'
set ylabel 'σ² / ‖∇L‖²' offset 0.5
set xrange [0:epochs]
set yrange [low[2]:high[2]]
unset key
set label 1 sprintf('lot de %d', batch) at 0.975 * epochs, batch right offset 0, 0.6
plot noise using 1:(10**$5):(10**$6) with filledcurves lc rgb faint, \
     noise using 1:(10**$3):(10**$4) with filledcurves lc rgb blue, \
     noise using 1:(10**$2) with lines ls 1, \
     batch with lines ls 7
unset multiplot
