# La première image de chaque classe, avec son nom.
height = 6.6
@canvas
samples = results.'/samples.tsv'
classes = results.'/classes.tsv'
name(k) = system(sprintf("awk -F'\\t' '$1 == \"%d\" {print $2}' %s", k, classes))
stats samples using 1 name 'pixels' nooutput

@bare
@square
unset key
unset colorbox
set palette defined (0 'white', 1 'black')
set cbrange [0:1]
set yrange [*:*] reverse
set autoscale fix
set lmargin 0.5; set rmargin 0.5; set bmargin 0.3; set tmargin 1.6
set multiplot layout 2,5
do for [k=0:pixels_blocks - 1] {
    set title name(k) offset 0,-0.7
    plot samples matrix index k with image
}
unset multiplot
