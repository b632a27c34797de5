# Le bruit d'un lot selon sa taille ; le bruit et le signal, epoch par epoch.
height = 7
@canvas
variance = results.'/variance.tsv'
noise = results.'/noise.tsv'

@panels
set lmargin 9
set multiplot layout 1,2
set xlabel 'taille du lot B'
set ylabel 'variance du gradient du lot' offset 0.5
@logx
@logy
set xrange [0.8:500]
set yrange [1e-4:5]
set key bottom left
plot variance using 1:2 with lines ls 1, \
     variance using 1:4 with lines ls 2, \
     variance using 1:3 with points ls 1 pt 6 ps 0.6 title 'avec remise', \
     variance using 1:5 with points ls 2 pt 8 ps 0.6 title 'sans remise'
unset logscale x
set format x '%g'
set xlabel 'epoch'
set ylabel 'σ² / ‖∇L‖²' offset 0.5
set xrange [0:40]
set yrange [1:1e4]
unset key
set label 1 'lot de 10' at 39, 10 right offset 0, 0.6
plot noise using 1:(10**$5):(10**$6) with filledcurves lc rgb faint, \
     noise using 1:(10**$3):(10**$4) with filledcurves lc rgb blue, \
     noise using 1:(10**$2) with lines ls 1, \
     10 with lines ls 7
unset multiplot
